/** SQL for the refs of the contract, as JSON; the arguments are aliases of the tables in the query. */
export const organisationRef = (organisations: string): string => `json_build_object('id', ${organisations}.id, 'code', ${organisations}.code, 'name', ${organisations}.name)`;

export const authorityRef = (authorities: string, organisations: string): string => `json_build_object('id', ${authorities}.id, 'name', ${authorities}.name, 'organisation', ${organisationRef(organisations)})`;

export const personRef = (people: string, organisations: string): string =>
  `json_build_object('id', ${people}.id, 'name', ${people}.name, 'title', ${people}.title, 'organisation', ${organisationRef(organisations)})`;

export const functionRef = (functions: string, organisations: string): string => `json_build_object('id', ${functions}.id, 'name', ${functions}.name, 'organisation', ${organisationRef(organisations)})`;

/** An instant as the contract writes it, in UTC. */
export const iso = (instant: string): string => `to_char((${instant}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** True while a row's period holds. */
export const validNow = (row: string): string => `${row}.valid_from <= now() and (${row}.valid_to is null or ${row}.valid_to > now())`;

/** True for a person who works at an active organisation now. */
export const activeNow = (people: string, organisations: string): string => `${people}.status = 'active' and ${validNow(people)} and ${organisations}.status = 'active'`;

/** SQL: what a group's seats are for: the purpose of an agreement that the group serves, else what it is for in its own words. */
export const purposeOf = (groups: string): string => `coalesce(${groups}.agreed_purpose, ${groups}.purpose)`;

/** SQL: what a seat is for, as the actor's organisation may read it. The words of an agreement are its parties': whose seat rests on it is told them, and the owner's own people. `agreement` is what the seat rests on. */
export const purposeOfSeat = (agreement: string, groups: string): string =>
  `case when ${agreement} = ${groups}.agreement_id or exists (select from authorities w where w.id = ${groups}.owner_authority_id and w.organisation_id = my_organisation()) then ${purposeOf(groups)} else ${groups}.purpose end`;

const swedish = new Intl.Collator('sv');

/** Sorted as a Swedish reader expects, å ä ö last, whatever the database's locale is. */
export const inSwedishOrder = <T>(items: readonly T[], nameOf: (item: T) => string): T[] => [...items].sort((a, b) => swedish.compare(nameOf(a), nameOf(b)));
