import { v5 } from 'uuid';
import { ProposalChanged, type EventData } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { ActorTx } from '@knutpunkt/persistence';
import { swedishDay } from '@knutpunkt/service-kit';
import type { NominationRow } from '../nominations/nomination-rows.js';
import { administering } from '../people/administrators.js';
import { factOf } from '../tell.js';

type Told = Pick<EventData<typeof ProposalChanged>, 'id' | 'of' | 'state' | 'requiredAssuranceLevel'>;
interface Proposal extends Told { readonly version: number; readonly expiresAt: Date; readonly agreeing: readonly string[] }

/** What is proposed has events of its own under its id, and numbers of its own for them: this is another aggregate. */
async function publish(tx: ActorTx, outbox: Outbox, { version, expiresAt, agreeing, ...told }: Proposal, now: Date): Promise<void> {
  await outbox.publish(tx, ProposalChanged, { aggregateId: v5('proposal', told.id), aggregateVersion: version, actor: factOf(tx), data: { ...told, until: swedishDay(expiresAt).toString(), administrators: [...agreeing] }, now });
}

const idsOf = async (tx: ActorTx, where: string, params: unknown[]): Promise<string[]> => (await tx.query<{ id: string }>(`select q.id from people q where ${where} order by q.id`, params)).map(({ id }) => id);

/** Tells those who hold the key that a nomination waits for, so that it is not waited for in vain; and both sides' when it waits for none any more. */
export async function tellWhoseKey(tx: ActorTx, outbox: Outbox, row: NominationRow, now: Date): Promise<void> {
  if (row.state !== 'pending' || row.awaits === null) return tellSettled(tx, outbox, row, now);
  const organisation = row.awaits === 'home' ? row.homeOrganisationId : row.ownerOrganisationId;
  const authority = row.awaits === 'owner' && row.group?.level === 'INDIVIDUAL' ? row.group.owner.id : null;
  const agreeing = await idsOf(tx, `${administering('$1', 'q')} and q.id <> $2 and q.id <> $3 and ($4::uuid is null or q.authority_id = $4)`, [organisation, row.person.id, row.firstKeyById, authority]);
  await publish(tx, outbox, { id: row.id, version: row.version, of: 'nomination', state: 'open', requiredAssuranceLevel: row.requiredLevel, expiresAt: row.expiresAt, agreeing }, now);
}

async function tellSettled(tx: ActorTx, outbox: Outbox, { id, version, requiredLevel, expiresAt, homeOrganisationId, ownerOrganisationId }: NominationRow, now: Date): Promise<void> {
  const agreeing = await idsOf(tx, administering('any($1::uuid[])', 'q'), [[homeOrganisationId, ownerOrganisationId]]);
  await publish(tx, outbox, { id, version, of: 'nomination', state: 'closed', requiredAssuranceLevel: requiredLevel, expiresAt, agreeing }, now);
}

const runsHub = "'hub-administrator' = any(q.roles) and q.status = 'active' and q.organisation_id <> $1";

/** Tells who can agree to an administrator that one is proposed, or that it is settled: others of the organisation or, where there are none, who run the hub. */
export async function tellAdministratorProposed(tx: ActorTx, outbox: Outbox, { id, organisationId, version, proposedBy, now }: { id: string; organisationId: string; version: number; proposedBy: string | null; now: Date }): Promise<void> {
  const others = await idsOf(tx, `${administering('$1', 'q')} and q.id <> $2 and q.id is distinct from $3::uuid`, [organisationId, id, proposedBy]);
  const asksHub = others.length === 0 || proposedBy === null;
  const hub = asksHub ? await idsOf(tx, runsHub, [organisationId]) : [];
  const of = proposedBy !== null && asksHub ? 'administrator-of-another' : 'administrator';
  await publish(tx, outbox, { id, version, of, state: proposedBy ? 'open' : 'closed', requiredAssuranceLevel: 2, expiresAt: new Date(now.getTime() + 30 * 86_400_000), agreeing: [...new Set([...others, ...hub])] }, now);
}
