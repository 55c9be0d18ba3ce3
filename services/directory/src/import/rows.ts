import type { PersonEntry } from './files.js';
import type { DirectoryFiles } from './read-directory.js';
import { stableId, type DirectoryKind } from './stable-id.js';

interface Insert {
  readonly insert: string;
  readonly params: readonly unknown[];
}

/** A row to be inserted where it is missing: `insert` takes the id first, then `params`, and returns the id where it inserted. `also` is inserted with it. */
export interface NewRow extends Insert {
  readonly kind: DirectoryKind;
  readonly id: string;
  readonly also?: readonly Insert[];
}

/** A reference is looked up by its code: what is there already may have another id than an import would give it. */
const idOf = (table: string, place: number): string => `(select id from ${table} where code = $${place})`;
/** A person's organisation code stands at the place, the username after it. */
const personId = (place: number): string => `(select p.id from people p join organisations o on o.id = p.organisation_id where o.code = $${place} and p.home_id = $${place + 1})`;

const inserts = {
  organisation: 'insert into organisations (id, version, at, code, name, type, number, identity_provider, bound_by_osl, status) values ($1, 1, next_place(), $2, $3, $4, $5, $6, $7, \'active\') on conflict do nothing returning id',
  authority: `insert into authorities (id, version, at, code, name, organisation_id) values ($1, 1, next_place(), $2, $3, ${idOf('organisations', 4)}) on conflict do nothing returning id`,
  unit: `insert into units (id, version, at, code, name, authority_id) values ($1, 1, next_place(), $2, $3, ${idOf('authorities', 4)}) on conflict do nothing returning id`,
  person: `insert into people (id, version, at, organisation_id, authority_id, unit_id, home_id, name, title, email, locale, roles, status, valid_from)
    select $1, 1, next_place(), a.organisation_id, a.id, u.id, $3, $4, $5, $6, 'sv', $7, 'active', now() from units u join authorities a on a.id = u.authority_id where u.code = $2 and u.organisation_id = ${idOf('organisations', 8)} and u.ended_at is null on conflict do nothing returning id`,
  function: `insert into functions (id, version, at, code, name, email, organisation_id, authority_id, unit_id)
    select $1, 1, next_place(), $3, $4, $5, a.organisation_id, a.id, u.id from units u join authorities a on a.id = u.authority_id where u.code = $2 and u.organisation_id = ${idOf('organisations', 6)} and u.ended_at is null on conflict do nothing returning id`,
  holding: `insert into holdings (function_id, person_id, valid_from) values ($1, ${personId(2)}, now())`,
  group: `insert into groups (id, version, at, code, name, type, level, required_assurance_level, purpose, status, owner_authority_id) values ($1, 1, next_place(), $2, $3, $4, $5, $6, $7, 'established', ${idOf('authorities', 8)}) on conflict do nothing returning id`,
  membership: `insert into memberships (id, version, at, group_id, person_id, role, seat, valid_from)
    select $1, 1, next_place(), g.id, p.id, $5, $6, now() from groups g, people p
     where g.code = $2 and g.status <> 'archived' and g.ends_at is null and p.id = ${personId(3)} and not exists (select from memberships m where m.group_id = g.id and m.person_id = p.id) returning id`,
} as const;

/** The rows of a directory's files, each after what it refers to. */
export function rowsOf({ organisations, people, groups }: DirectoryFiles): NewRow[] {
  const all = organisations.value.organisations;
  const authorities = all.flatMap((organisation) => organisation.authorities.map((authority) => ({ ...authority, organisation: organisation.code })));
  const units = authorities.flatMap((authority) => authority.units.map((unit) => ({ ...unit, authority: authority.code, organisation: authority.organisation })));
  const functions = units.flatMap((unit) => unit.functions.map((held) => ({ ...held, unit: unit.code, organisation: unit.organisation })));
  const organisationOf = organisationOfEach(units, authorities, people.value.people);
  return [
    ...all.map((o) => row('organisation', o.code, [o.code, o.name, o.type, o.number ?? null, o.identityProvider, o.boundByOsl])),
    ...authorities.map((a) => row('authority', a.code, [a.code, a.name, a.organisation])),
    ...units.map((u) => row('unit', u.code, [u.code, u.name, u.authority])),
    ...people.value.people.map((p) => row('person', p.username, [p.unit, p.username, p.name, p.title, p.email, p.roles, organisationOf.get(p.username)])),
    ...functions.map((f) => ({ ...row('function', f.code, [f.unit, f.code, f.name, f.email, f.organisation]), also: f.holders.map((holder) => ({ insert: inserts.holding, params: [stableId('function', f.code), organisationOf.get(holder), holder] })) })),
    ...groups.value.groups.map((g) => row('group', g.code, [g.code, g.name, g.type, g.level, g.requiredAssuranceLevel, g.purpose, g.owner])),
    ...groups.value.groups.flatMap((g) => g.members.map((m) => row('membership', `${g.code}:${m.person}`, [g.code, organisationOf.get(m.person), m.person, m.role, m.seat ?? null]))),
  ];
}

/** The organisation code of each username. */
function organisationOfEach(units: readonly { code: string; authority: string }[], authorities: readonly { code: string; organisation: string }[], people: readonly PersonEntry[]): Map<string, string> {
  const ofAuthority = new Map(authorities.map(({ code, organisation }) => [code, organisation]));
  const ofUnit = new Map(units.map(({ code, authority }) => [code, ofAuthority.get(authority)!]));
  return new Map(people.map(({ username, unit }) => [username, ofUnit.get(unit)!]));
}

const row = (kind: DirectoryKind, code: string, params: readonly unknown[]): NewRow => ({ kind, id: stableId(kind, code), insert: inserts[kind], params });
