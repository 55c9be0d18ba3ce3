import type { ActorTx, Tx } from '@knutpunkt/persistence';
import type { Ball, Side, State } from '../referral/states.js';

export interface ReferralRow {
  readonly id: string;
  readonly kind: 'REQUEST';
  readonly state: State;
  readonly ball: Ball;
  readonly sender_unit_id: string;
  readonly sender_authority_id: string;
  readonly sender_organisation_id: string;
  readonly sender_person_id: string;
  readonly function_id: string;
  readonly receiver_authority_id: string;
  readonly receiver_organisation_id: string;
  readonly receiver_side: string | null;
  readonly reply_within: number;
  /** YYYY-MM-DD. */
  readonly reply_due: string | null;
  readonly reply_due_at: Date | null;
  readonly receipt_due: string | null;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly facts: number;
}

/** A side's own row: readable by that side alone. */
export interface SideRow {
  readonly id: string;
  readonly referral_id: string;
  readonly role: Side;
  readonly unit_id: string | null;
  readonly function_id: string | null;
  readonly version: number;
  readonly assignee_id: string | null;
  readonly claimed_at: Date | null;
  readonly notes: string;
  readonly notes_version: number;
  readonly notes_at: Date | null;
  readonly notes_by: string | null;
}

/** Dates as text, so that no zone is guessed. */
export const columns = (r: string): string =>
  `${r}.id, ${r}.kind, ${r}.state, ${r}.ball, ${r}.sender_unit_id, ${r}.sender_authority_id, ${r}.sender_organisation_id, ${r}.sender_person_id, ${r}.function_id, ${r}.receiver_authority_id,
   ${r}.receiver_organisation_id, ${r}.receiver_side, ${r}.reply_within, ${r}.reply_due::text, ${r}.reply_due_at, ${r}.receipt_due::text, ${r}.created_at, ${r}.sent_at, ${r}.facts`;

/** Locks a request until the transaction ends; undefined for hidden and absent alike. */
export async function lockedReferral(tx: Tx, referralId: string): Promise<ReferralRow | undefined> {
  const [row] = await tx.query<ReferralRow>(`select ${columns('r')} from referrals r where r.id = $1 for update`, [referralId]);
  return row;
}

/** The actor's own sides of a request, as they are now: after a wait for the lock, sight may be gone. */
export const sidesOf = (tx: ActorTx, referralId: string): Promise<SideRow[]> =>
  tx.query<SideRow>("select * from sides where referral_id = $1 and ended_at is null order by role = 'receiver'", [referralId]);
