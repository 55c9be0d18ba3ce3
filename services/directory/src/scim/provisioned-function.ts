import type { FunctionFacts, ProvisionedFunctionView } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import { memberOf } from './members.js';

/** A function of the asking organisation. `facts` are its directory's own words; null where that has said nothing of the function. */
interface Row extends Omit<ProvisionedFunctionView, 'externalId' | 'facts' | 'createdAt' | 'changedAt'> {
  readonly externalId: string | null;
  readonly facts: FunctionFacts | null;
  readonly email: string;
  readonly unit: string | null;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

const members = `coalesce((select json_agg(p.id order by p.id) from people p where ${memberOf('f', 'p')}), '[]')`;
const columns = `f.id, case when f.told = 0 then f.version::text else 't' || f.told end as version, f.external_id as "externalId", f.name, f.facts, f.email, u.name as unit, f.created_at as "createdAt", f.changed_at as "changedAt"`;

/** The asking organisation's functions, those apart that its directory has removed. The parameter of every comparison is SQL's. */
export const ownFunctions = 'from functions f left join units u on u.id = f.unit_id where f.organisation_id = provisioned_organisation() and f.removed_at is null';

export interface Some { readonly limit: number; readonly offset: number; readonly withMembers: boolean }

/** The functions that meet a condition, in the order in which they came, from the place `offset` (0 is the first). */
export const functionsWhere = (tx: Tx, { sql, params }: { sql: string; params: readonly unknown[] }, { limit, offset, withMembers }: Some): Promise<ProvisionedFunctionView[]> =>
  tx.query<Row & Record<string, unknown>>(`select ${columns}, ${withMembers ? members : "'[]'::json"} as members ${ownFunctions} and ${sql} order by f.created_at, f.id limit $${params.length + 1} offset $${params.length + 2}`, [...params, limit, offset])
    .then((rows) => rows.map(viewOf));

/** The function, or undefined where there is none with this id in the asking organisation. */
export const functionOf = async (tx: Tx, id: string): Promise<ProvisionedFunctionView | undefined> => (await functionsWhere(tx, { sql: 'f.id = $1', params: [id] }, { limit: 1, offset: 0, withMembers: true }))[0];

const viewOf = ({ id, version, externalId, name, facts, email, unit, members: named, createdAt, changedAt }: Row): ProvisionedFunctionView => ({
  id, version, ...(externalId !== null && { externalId }), name, members: named, facts: facts ?? { ...(unit && { department: unit }), ...(email && { email }) }, createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString(),
});
