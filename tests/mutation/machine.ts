import type { Who } from '../leaks/histories/county.js';
import type { Row, Rows, Rules } from './sight.js';

/** The directory system of an organisation, as the database is told of it; it is nobody of the county. */
export interface Machine { readonly client: string; readonly organisation: string }
export const machineOf = (organisation: string): Machine => ({ client: `provisioning-${organisation}`, organisation });

/** What an organisation's machine may do with rows of the directory: its own people without roles and its own functions, in its own units, who is a member of these, and what is an address list. */
export function rulesOfMachine({ client, organisation }: Machine, rows: Rows): (table: string) => Rules {
  const home = rows('directory.organisations').find((o) => String(o['code']).toLowerCase() === organisation)!['id'];
  const own = (row: Row): boolean => row['organisation_id'] === home;
  const authorityOf = (unit: unknown): unknown => rows('directory.units').find((u) => u['id'] === unit)?.['authority_id'];
  const placed = (row: Row): boolean =>
    (row['unit_id'] === null && row['authority_id'] === null) || (authorityOf(row['unit_id']) === row['authority_id'] && rows('directory.authorities').find((a) => a['id'] === row['authority_id'])?.['organisation_id'] === row['organisation_id']);
  const never = (): boolean => false;
  const known: Readonly<Record<string, Rules>> = {
    people: { s: own, i: (row) => own(row) && (row['roles'] as string[]).length === 0 && placed(row), u: own },
    audit: { s: never, i: (row) => row['actor_kind'] === 'client' && row['actor_id'] === client && own(row) },
    agreements: { s: never }, group_drafts: { s: never, i: never, u: never, d: never }, nominations: { s: never }, reviews: { s: never }, review_seats: { s: never }, groups: { s: never }, memberships: { s: never, i: never, u: never }, idempotency_keys: { s: never, i: never }, due: { i: (row) => row['state'] === 'pending' }, outbox: { i: (row) => row['published_at'] === null },
    functions: { s: own, i: (row) => own(row) && placed(row), u: own }, function_members: { s: own, i: own, d: own },
    ...Object.fromEntries(['organisations', 'authorities', 'units', 'holdings'].map((table) => [table, { s: () => true }])),
  };
  return (table) => known[table] ?? {};
}

/** Who acts: somebody, or the directory system of one organisation. */
export type Acting = Who | Machine;
export const nameOf = (who: Machine | string): string => (typeof who === 'string' ? who : who.client);
/** A unit of another organisation than the machine's. */
export const unitElsewhere = 'select a.id, u.id from units u join authorities a on a.id = u.authority_id where a.organisation_id <> coalesce(provisioned_organisation(), my_organisation()) limit 1';

const people = (rows: readonly Row[]): Row[] =>
  [...new Set(rows.map((row) => row['organisation_id']))].flatMap((organisation) => {
    const [mine, other] = [rows.find((row) => row['organisation_id'] === organisation)!, rows.find((row) => row['organisation_id'] !== organisation)!];
    return [{ ...mine, roles: ['administrator'] }, { ...mine, roles: [], unit_id: other['unit_id'], authority_id: other['authority_id'] }, { ...mine, roles: [], unit_id: null, authority_id: null }, { ...mine, roles: [] }];
  });
const functions = (rows: readonly Row[]): Row[] =>
  [...new Set(rows.map((row) => row['organisation_id']))].flatMap((organisation) => {
    const [mine, other] = [rows.find((row) => row['organisation_id'] === organisation)!, rows.find((row) => row['organisation_id'] !== organisation)!];
    return [{ ...mine, unit_id: other['unit_id'], authority_id: other['authority_id'] }, { ...mine, unit_id: null, authority_id: null }];
  });
const audit = (rows: readonly Row[], organisations: readonly Row[], { client }: Machine): Row[] =>
  organisations.flatMap(({ id }) => [client, 'provisioning-another'].flatMap((actor_id) => ['client', 'person'].map((actor_kind) => ({ ...rows[0]!, actor_kind, actor_id, organisation_id: id }))));

/** Rows that a machine could try to add to a table of the directory. */
export const freshOfMachine = (table: string, rows: readonly Row[], organisations: readonly Row[], machine: Machine): readonly Row[] =>
  table === 'directory.people' ? people(rows) : table === 'directory.functions' ? functions(rows) : table === 'directory.audit' ? audit(rows, organisations, machine) : [];
