import type { AudienceRow, ReferralFacts } from '@knutpunkt/contracts';
import type { ActorTx, Tx } from '@knutpunkt/persistence';
import type { ReferralRow } from '../reading/referral-rows.js';

interface Audience { readonly audience_id: string; readonly side_id: string; readonly kind: AudienceRow['kind']; readonly level: AudienceRow['level']; readonly valid_from: Date; readonly valid_to: Date | null }

const told = (a: Audience): AudienceRow => ({ audience: a.audience_id, kind: a.kind, level: a.level, validFrom: a.valid_from.toISOString(), validTo: a.valid_to?.toISOString() ?? null });

/** Whom a request reaches now, without the side that is about to lose its sight. */
async function audiencesOf(tx: Tx, referralId: string): Promise<Audience[]> {
  return tx.query<Audience>('select * from audiences_of($1)', [referralId]);
}

/** What others may know of a request: ids, states, a date and audiences; never a text. */
export async function factsOf(tx: Tx, row: ReferralRow, leaving?: string): Promise<ReferralFacts> {
  const audiences = (await audiencesOf(tx, row.id)).filter((a) => a.side_id !== leaving);
  return {
    id: row.id, kind: row.kind, state: row.state, ball: row.ball, senderUnitId: row.sender_unit_id, senderAuthorityId: row.sender_authority_id, senderOrganisationId: row.sender_organisation_id,
    senderPersonId: row.sender_person_id, functionId: row.function_id, receiverAuthorityId: row.receiver_authority_id, receiverOrganisationId: row.receiver_organisation_id,
    replyDue: row.reply_due!, audiences: audiences.map(told),
  };
}

/** The audiences of one side, for what only that side may notice. */
export const audiencesOfSide = async (tx: Tx, { id, referral_id: referralId }: { id: string; referral_id: string }): Promise<AudienceRow[]> =>
  (await audiencesOf(tx, referralId)).filter((a) => a.side_id === id).map(told);

/** The actor as a fact in an event. */
export const actorFact = (actor: ActorTx['actor']) => ({ kind: 'person' as const, id: actor.personId, organisation: actor.organisationId });

/** The hub itself, by a timer or an event. */
export const hub = { kind: 'worker', id: 'referrals' } as const;
