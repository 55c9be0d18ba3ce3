import { Injectable } from '@nestjs/common';
import { ReceiptReminded, ReferralDelivered } from '@knutpunkt/contracts';
import { OnDue, Outbox, type Due } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import { lockedReferral, type ReferralRow } from '../reading/referral-rows.js';
import { recordHub } from '../referral/record.js';
import { ballOf, stateAfter } from '../referral/states.js';

/** What the hub does by itself: delivers what was sent, and reminds where no receipt has come. */
@Injectable()
export class DeliversAndReminds {
  constructor(private readonly outbox: Outbox) {}

  /** What was recalled in the meantime is not delivered. */
  @OnDue('deliver')
  async deliver({ subjectId }: Due, tx: Tx): Promise<void> {
    const referral = await referralOfSide(tx, subjectId);
    if (referral?.state !== 'sent') return;
    const now = new Date();
    const to = stateAfter('sent', 'deliver');
    await tx.query(
      `insert into side_audiences (audience_id, side_id, referral_id, role, kind, level, valid_from, sort_at, due_at)
       values ($1, $2, $3, 'receiver', 'function', 'content', now(), $4, $5) on conflict do nothing`, [referral.function_id, subjectId, referral.id, now, referral.reply_due_at]);
    await tx.query('update referrals set state = $2, ball = $3 where id = $1', [referral.id, to, ballOf(to)]);
    await auditWork(tx, 'deliver', { action: 'referral.delivered', objectId: referral.id, details: { side: subjectId } });
    await recordHub(tx, this.outbox, { referral, what: 'delivered', event: ReferralDelivered, now });
  }

  @OnDue('receipt-missing')
  async remind({ subjectId }: Due, tx: Tx): Promise<void> {
    const referral = await referralOfSide(tx, subjectId);
    if (referral?.state !== 'delivered') return;
    const now = new Date();
    await auditWork(tx, 'receipt-missing', { action: 'referral.reminded', objectId: referral.id, details: { side: subjectId } });
    await recordHub(tx, this.outbox, { referral, what: 'reminded', event: ReceiptReminded, now });
  }
}

/** Locks the request of a receiver's side that still has it; undefined where it has gone on to another. */
async function referralOfSide(tx: Tx, sideId: string): Promise<ReferralRow | undefined> {
  const [side] = await tx.query<{ referral_id: string }>('select referral_id from sides where id = $1', [sideId]);
  const referral = side && (await lockedReferral(tx, side.referral_id));
  return referral?.receiver_side === sideId ? referral : undefined;
}
