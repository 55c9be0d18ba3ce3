import { createHash } from 'node:crypto';
import type { HomeFacts, ProvisionedPersonView } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import { memberOf } from './members.js';

/** A person of the asking organisation. `facts` are its directory's own words; null where the hub knew the person without that. */
interface Row {
  readonly id: string;
  readonly version: number;
  readonly externalId: string;
  readonly userName: string;
  readonly active: boolean;
  readonly facts: HomeFacts | null;
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly unit: string | null;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly groups: { readonly id: string; readonly name: string }[];
}

/** The person's functions, by their names. */
const groups = `coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name) order by f.name, f.id) from functions f where f.removed_at is null and ${memberOf('f', 'p')}), '[]')`;
const columns = `p.id, p.version, ${groups} as groups, p.home_id as "externalId", coalesce(p.user_name, p.home_id) as "userName", p.status <> 'ended' as active, p.facts, p.name, p.title, p.email, u.name as unit,
  p.valid_from as "createdAt", p.changed_at as "changedAt"`;

/** The asking organisation's people, those apart whom its directory has removed. The parameter of every comparison is SQL's. */
export const ownPeople = 'from people p left join units u on u.id = p.unit_id where p.organisation_id = provisioned_organisation() and p.removed_at is null';

/** The people who meet a condition, in the order in which they came, from the place `offset` (0 is the first). */
export const peopleWhere = (tx: Tx, condition: string, params: readonly unknown[], { limit, offset }: { limit: number; offset: number }): Promise<ProvisionedPersonView[]> =>
  tx.query<Row & Record<string, unknown>>(`select ${columns} ${ownPeople} and ${condition} order by p.valid_from, p.id limit $${params.length + 1} offset $${params.length + 2}`, [...params, limit, offset])
    .then((rows) => rows.map(viewOf));

/** The person, or undefined where there is none with this id in the asking organisation. */
export const personOf = async (tx: Tx, id: string): Promise<ProvisionedPersonView | undefined> => (await peopleWhere(tx, 'p.id = $1', [id], { limit: 1, offset: 0 }))[0];

const viewOf = ({ id, version, externalId, userName, active, facts, groups: of, createdAt, changedAt, ...known }: Row): ProvisionedPersonView =>
  ({ id, version: versionWith(version, of), externalId, userName, active, facts: facts ?? factsFrom(known), groups: of, createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString() });

/** What is answered of a person changes with the functions too. */
const versionWith = (version: number, functions: Row['groups']): string => (functions.length === 0 ? String(version) : `${version}.${createHash('sha256').update(JSON.stringify(functions)).digest('hex').slice(0, 16)}`);

/** What is known of somebody of whom the organisation's directory has said nothing yet. */
const factsFrom = ({ name, title, email, unit }: Pick<Row, 'name' | 'title' | 'email' | 'unit'>): HomeFacts => ({
  displayName: name, ...(title && { title }), ...(email && { emails: [{ value: email, type: 'work', primary: true }] }), ...(unit && { department: unit }),
});
