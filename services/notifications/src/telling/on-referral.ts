import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  MoreInformationAsked, ReceiptReminded, ReferralAccepted, ReferralAnswered, ReferralClosed, ReferralDeclined, ReferralDelivered, ReferralFedBack, ReferralPassedOn, ReferralRecalled, ReferralReceived,
  ReferralSent, ReferralStarted, type EventOf, type ReferralFacts,
} from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { MailSender } from '../mail/mail-sender.js';
import { Patience } from './patience.js';
import { holdersOf, keepOther, ownersAmong, requireKnown, viewersOf } from './sights.js';
import { actorOf, tellHearing, type Told } from './tell-hearing.js';
import { gatherMs } from './tell.js';
import { whoHearsOfReferral, type ReferralFact } from './who-hears-of-referrals.js';

const consumer = 'referrals';
type Event = Told['event'] & { readonly time: string; readonly data: { readonly referral: ReferralFacts; readonly fromFunctionId?: string } };

/** Tells each side of a request what the other does. Who did it at the other side is not told. */
@Injectable()
export class OnReferral {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly patience: Patience, private readonly mails: MailSender) {}

  @OnEvent(ReferralSent, { consumer })
  sent(event: EventOf<typeof ReferralSent>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'sent');
  }

  @OnEvent(ReferralDelivered, { consumer })
  delivered(event: EventOf<typeof ReferralDelivered>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'delivered');
  }

  @OnEvent(ReferralReceived, { consumer })
  received(event: EventOf<typeof ReferralReceived>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'received');
  }

  @OnEvent(MoreInformationAsked, { consumer })
  asked(event: EventOf<typeof MoreInformationAsked>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'information-asked');
  }

  @OnEvent(ReferralAnswered, { consumer })
  answered(event: EventOf<typeof ReferralAnswered>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'answered');
  }

  @OnEvent(ReferralAccepted, { consumer })
  accepted(event: EventOf<typeof ReferralAccepted>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'accepted');
  }

  @OnEvent(ReferralDeclined, { consumer })
  declined(event: EventOf<typeof ReferralDeclined>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'declined');
  }

  @OnEvent(ReferralPassedOn, { consumer })
  passedOn(event: EventOf<typeof ReferralPassedOn>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'passed-on');
  }

  @OnEvent(ReferralStarted, { consumer })
  started(event: EventOf<typeof ReferralStarted>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'started');
  }

  @OnEvent(ReferralFedBack, { consumer })
  fedBack(event: EventOf<typeof ReferralFedBack>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'fed-back');
  }

  @OnEvent(ReferralRecalled, { consumer })
  recalled(event: EventOf<typeof ReferralRecalled>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'recalled');
  }

  @OnEvent(ReferralClosed, { consumer })
  closed(event: EventOf<typeof ReferralClosed>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'closed');
  }

  @OnEvent(ReceiptReminded, { consumer })
  reminded(event: EventOf<typeof ReceiptReminded>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'receipt-reminded');
  }

  private async told(tx: Tx, event: Event, fact: ReferralFact): Promise<void> {
    const { referral, fromFunctionId } = event.data;
    const { id, functionId, senderPersonId, senderUnitId } = referral;
    if (this.patience.mayStillCome(event)) await requireKnown(tx, { ids: [senderPersonId, functionId] });
    await keepOther(tx, { ...referral, kind: 'referral', groupLevel: 'GENERAL', due: referral.replyDue }, event.aggregateversion);
    const viewers = await viewersOf(tx, id);
    const holders = await holdersOf(tx, [functionId, ...(fromFunctionId ? [fromFunctionId] : [])]);
    const unit = [...(await ownersAmong(tx, [senderUnitId])).keys()];
    const among = { actorId: actorOf(event), viewers, holders, unit, assigneeId: await assigneeOf(tx, id), former: holders.get(fromFunctionId ?? '') ?? [] };
    const hearing = whoHearsOfReferral(fact, referral, among);
    await tellHearing(tx, this.nats, { hearing, event, matterId: id, facts: { level: 'GENERAL', path: `/forfragningar/${id}` }, named: false });
    if (hearing.mails.length > 0) tx.afterCommit(() => this.mails.ring(gatherMs));
  }
}

/** Who has taken it on at the receiving function; whoever had it before it was passed on does not hold that function. */
async function assigneeOf(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.query<{ assignee_id: string | null }>('select assignee_id from matters where id = $1', [id]);
  return row?.assignee_id ?? null;
}
