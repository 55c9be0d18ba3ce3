import { AlreadyProvisioned, Problem, type Input, type ReplacePerson } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import { auditProvisioning, type ProvisionerTx } from '@knutpunkt/persistence';
import { refuseIdentityNumbers } from '@knutpunkt/service-kit';
import { tell } from '../tell.js';
import { changedFields, stateChange, unitChange } from '../access/log-details.js';
import { nextPlace } from '../memberships/add-member.js';
import { addressesOf, freeAddresses } from '../people/addresses.js';
import { letGo } from './person-left.js';
import { letHoldingsGo } from './person-moved.js';
import { standingOf } from './standing.js';

export type Told = Omit<Input<typeof ReplacePerson>, 'personId'>;

/** What this organisation has in the place of a person: where that one stood, and whether its directory knows the person now. */
export interface Earlier {
  readonly id: string;
  readonly homeId: string;
  readonly unit: { readonly id: string; readonly authorityId: string } | null;
  readonly known: boolean;
  readonly status: string;
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly aliases: readonly string[];
}

const earlier = `select id, home_id as "homeId", case when unit_id is not null then json_build_object('id', unit_id, 'authorityId', authority_id) end as unit, provisioned_at is not null and removed_at is null as known, status, name, title, email, aliases
  from people where organisation_id = provisioned_organisation()`;

/** The person with this home id, removed or not. */
export const earlierByHomeId = async (tx: ProvisionerTx, homeId: string): Promise<Earlier | undefined> => (await tx.query<Earlier & Record<string, unknown>>(`${earlier} and home_id = $1`, [homeId]))[0];
/** The person with this id, unless removed. */
export const earlierById = async (tx: ProvisionerTx, id: string): Promise<Earlier | undefined> => (await tx.query<Earlier & Record<string, unknown>>(`${earlier} and removed_at is null and id = $1`, [id]))[0];

/** Throws PersonalIdentityNumber: whoever may be met by many people is not named by one. */
export function refuseIdentityNumbersIn({ externalId, userName, facts: { displayName, name, title, department } }: Told): void {
  refuseIdentityNumbers({ externalId, userName, displayName, 'name/formatted': name?.formatted, 'name/familyName': name?.familyName, 'name/givenName': name?.givenName, title, department });
}

const insert = `insert into people (id, version, at, organisation_id, home_id, roles, valid_from, authority_id, unit_id, name, title, email, locale, status, valid_to, user_name, facts, aliases, provisioned_at, changed_at)
  values ($1, 1, $2, provisioned_organisation(), $13, '{}', now(), $3, $4, $5, $6, $7, $8, $9, case when $9 = 'ended' then now() end, $10, $11, $12, now(), now())`;
const update = `update people set version = version + 1, at = $2, authority_id = $3, unit_id = $4, name = $5, title = $6, email = $7, locale = $8, status = case when $9 = 'active' and status = 'dormant' then 'dormant' else $9 end,
  awake_since = case when status in ('invited', 'ended') then now() else awake_since end, valid_to = case when $9 = 'ended' then least(coalesce(valid_to, now()), now()) end, user_name = $10, facts = $11, aliases = $12, provisioned_at = coalesce(provisioned_at, now()), removed_at = null, changed_at = now() where id = $1`;

/**
 * Keeps what the organisation's directory says of a person, and tells it. `before` is the row that there is; without it the person is new. Throws AlreadyProvisioned where
 * another person of the organisation has the user name. An address that a colleague or a function has is no other address of the person, and stays among what was told. What one who has left took
 * part in, and what one who has moved to another authority held at the former, is ended right after the commit.
 */
export async function keepPerson(tx: ProvisionerTx, outbox: Outbox, { id, told, before, now }: { id: string; told: Told; before: Earlier | undefined; now: Date }): Promise<void> {
  const { place } = await nextPlace(tx);
  await requireFreeName(tx, id, told.userName);
  const { unit, name, title, email, aliases: others, locale, status } = await standingOf(tx, told, before?.unit ?? null);
  const aliases = await freeAddresses(tx, { id, aliases: others, had: before ? addressesOf(before) : [], of: 'provisioned' });
  // Nobody else is told of one who stands nowhere, so that one takes no place among the changes.
  const columns = [id, unit ? place : 0, unit?.authorityId ?? null, unit?.id ?? null, name, title, email, locale, status, told.userName, JSON.stringify(told.facts), aliases];
  await (before ? tx.query(update, columns) : tx.query(insert, [...columns, told.externalId]));
  await auditProvisioning(tx, { action: before ? 'person.replace' : 'person.provision', objectId: id, details: { status, ...(before ? await changeOf(tx, before, { unitId: unit?.id ?? null, name, title, email, aliases }) : { after: `person-${status}`, ...unitChange(null, unit?.id ?? null) }) } });
  if (status === 'ended') await letGo(tx, { id, organisationId: tx.provisioner.organisationId, now });
  if (before && before.unit?.authorityId !== unit?.authorityId) await letHoldingsGo(tx, { id, now });
  if (unit) await tell(tx, outbox, { kind: 'person', id, actor: { kind: 'client', id: tx.provisioner.client, organisation: tx.provisioner.organisationId }, now });
}

/** How the person was and became, as the log keeps it: one whose access rested rests on. */
async function changeOf(tx: ProvisionerTx, before: Earlier, { unitId, ...now }: Pick<Earlier, 'name' | 'title' | 'email' | 'aliases'> & { readonly unitId: string | null }): Promise<Record<string, unknown>> {
  const [after] = await tx.query<{ status: string }>('select status from people where id = $1', [before.id]);
  const { name, title, email, aliases } = before;
  return { ...stateChange(`person-${before.status}`, `person-${after!.status}`), ...unitChange(before.unit?.id ?? null, unitId), ...changedFields({ name, title, email, aliases }, now) };
}

async function requireFreeName(tx: ProvisionerTx, id: string, userName: string): Promise<void> {
  const taken = await tx.query('select from people where organisation_id = provisioned_organisation() and removed_at is null and id <> $1 and lower(coalesce(user_name, home_id)) = lower($2)', [id, userName]);
  if (taken.length > 0) throw Problem.at(AlreadyProvisioned, '/userName', 'Another person of the organisation has this user name.');
}
