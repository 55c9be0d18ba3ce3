import { FunctionAlreadyProvisioned, FunctionStays, Problem, UnknownMember, type Input, type ProvisionFunction } from '@knutpunkt/contracts';
import { remindAt } from '@knutpunkt/messaging';
import { auditProvisioning, type ProvisionerTx } from '@knutpunkt/persistence';
import { refuseIdentityNumbers } from '@knutpunkt/service-kit';
import { functionOf } from './provisioned-function.js';
import { stillThere, unitNamed, type Unit } from './standing.js';

export type ToldOfFunction = Input<typeof ProvisionFunction>;

/** What this organisation has in the place of a function: where that one stands, and whether its directory keeps it. */
export interface EarlierFunction {
  readonly id: string;
  readonly unit: Unit | null;
  readonly email: string;
  readonly kept: boolean;
}

const earlier = `select f.id, case when f.unit_id is not null then json_build_object('id', f.unit_id, 'authorityId', f.authority_id) end as unit, case when f.facts ? 'email' then '' else f.email end as email, f.told > 0 and f.removed_at is null as kept
  from functions f where f.organisation_id = provisioned_organisation()`;
const earlierWhere = (tx: ProvisionerTx, condition: string, params: readonly unknown[]): Promise<EarlierFunction[]> => tx.query<EarlierFunction & Record<string, unknown>>(`${earlier} and ${condition}`, params);

/** The function with this id, unless removed. */
export const earlierFunction = async (tx: ProvisionerTx, id: string): Promise<EarlierFunction | undefined> => (await earlierWhere(tx, 'f.removed_at is null and f.id = $1', [id]))[0];

/** What a new group stands for already: the function with its external id, removed or not; else the only one of this code or name, in the unit that it names if any, which the directory does not keep. */
export async function metBy(tx: ProvisionerTx, { externalId, name, facts }: ToldOfFunction): Promise<EarlierFunction | undefined> {
  const [same] = externalId === undefined ? [] : await earlierWhere(tx, 'f.external_id = $1', [externalId]);
  if (same) return same;
  const unit = facts.department === undefined ? null : await unitNamed(tx, facts.department);
  const alike = await earlierWhere(tx, 'f.told = 0 and f.removed_at is null and (f.code = $1 or folded(f.name) = folded($1)) and ($2::uuid is null or f.unit_id = $2)', [name, unit?.id ?? null]);
  return alike.length === 1 ? alike[0] : undefined;
}

/** Throws PersonalIdentityNumber. */
export const refuseIdentityNumbersInFunction = ({ externalId, name, facts: { department } }: ToldOfFunction): void => refuseIdentityNumbers({ externalId, displayName: name, department });

const insert = `insert into functions (id, version, at, organisation_id, authority_id, unit_id, name, email, external_id, facts, told, provisioned_at) values ($1, 1, 0, provisioned_organisation(), $2, $3, $4, $5, $6, $7, 1, now())`;
const update = `update functions set authority_id = $2, unit_id = $3, name = $4, email = $5, external_id = $6, facts = $7, told = told + 1, provisioned_at = coalesce(provisioned_at, now()), removed_at = null, changed_at = now() where id = $1`;

/**
 * Keeps what the organisation's directory says of a function; who holds it follows right after the commit; where nothing is said of members, they are those that there are. `before` is the row that there is; without it the function is new. Throws
 * FunctionAlreadyProvisioned where another that is kept has the external id or the name, in the unit where one is named; FunctionStays, and UnknownMember.
 */
export async function keepFunction(tx: ProvisionerTx, { id, told, before, now }: { id: string; told: ToldOfFunction; before: EarlierFunction | undefined; now: Date }): Promise<void> {
  const unit = (told.facts.department === undefined ? null : await unitNamed(tx, told.facts.department)) ?? before?.unit ?? null;
  if (before?.unit && unit?.authorityId !== before.unit.authorityId) throw Problem.at(FunctionStays, '/department', 'It is a unit of another authority.');
  if (unit && !(await stillThere(tx, unit))) throw Problem.at(FunctionStays, '/department', 'The unit where it stood has ended. Name another of the same authority.');
  await requireFree(tx, { id, told, unit });
  const earlierView = await functionOf(tx, id);
  // Where nothing is said of the address, the one that the function had without the directory stays.
  const columns = [id, unit?.authorityId ?? null, unit?.id ?? null, told.name, told.facts.email ?? before?.email ?? '', told.externalId ?? null, JSON.stringify(told.facts)];
  await tx.query(before ? update : insert, columns);
  await keepMembers(tx, id, told.members ?? earlierView?.members ?? []);
  const seen = (await functionOf(tx, id))!;
  await auditProvisioning(tx, {
    action: before ? 'function.replace' : 'function.provision', objectId: id,
    details: { before: earlierView ? { unitId: before?.unit?.id ?? null, members: earlierView.members } : null, after: { unitId: unit?.id ?? null, members: seen.members }, renamed: earlierView !== undefined && earlierView.name !== told.name },
  });
  await letHoldersFollow(tx, { id, now });
}

async function requireFree(tx: ProvisionerTx, { id, told, unit }: { id: string; told: ToldOfFunction; unit: Unit | null }): Promise<void> {
  const [taken] = await tx.query<{ byId: boolean }>(
    `select external_id is not distinct from $2 and $2 is not null as "byId" from functions where organisation_id = provisioned_organisation() and id <> $1
       and (external_id = $2 or told > 0 and removed_at is null and folded(name) = folded($3) and ($4::uuid is null or unit_id = $4)) order by 1 desc`, [id, told.externalId ?? null, told.name, unit?.id ?? null]);
  if (taken?.byId) throw Problem.at(FunctionAlreadyProvisioned, '/externalId', 'The organisation has another function with this id.');
  if (taken) throw Problem.at(FunctionAlreadyProvisioned, '/displayName', 'The unit has another function with this name.');
}

/** Who has left is no member, and no fault: many directories keep them in their groups. */
async function keepMembers(tx: ProvisionerTx, id: string, members: readonly string[]): Promise<void> {
  const named = [...new Set(members)];
  const known = await tx.query<{ id: string; left: boolean }>("select id, status = 'ended' as left from people where organisation_id = provisioned_organisation() and removed_at is null and id = any($1)", [named]);
  if (known.length < named.length) throw Problem.at(UnknownMember, '/members', 'The organisation has no such person.');
  await tx.query('delete from function_members where function_id = $1 and person_id <> all($2)', [id, named]);
  await tx.query('insert into function_members (function_id, person_id, organisation_id) select $1, x, provisioned_organisation() from unnest($2::uuid[]) x on conflict do nothing', [id, known.filter(({ left }) => !left).map((one) => one.id)]);
}

/** Has the holders of a function follow its members, right after the commit. */
export const letHoldersFollow = (tx: ProvisionerTx, { id, now }: { id: string; now: Date }): Promise<void> => remindAt(tx, { kind: 'function-told', subjectId: id, at: now });
