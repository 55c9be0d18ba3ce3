import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { ActionAccepted, ActionDone, ActionGiven, ActionHandedOver, ActionLate, ActionNotDone, ActionOfferDeclined, ActionReminded, type ActionFacts, type EventOf } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { MailSender } from '../mail/mail-sender.js';
import { Patience } from './patience.js';
import { addresseesOf, holdersOf, keepOther, ownersAmong, requireKnown, viewersThrough } from './sights.js';
import { actorOf, tellHearing, type Told } from './tell-hearing.js';
import { gatherMs } from './tell.js';
import { whoHearsOfAction, type ActionFact } from './who-hears-of-agendas.js';

const consumer = 'agendas';
type Event = Told['event'] & { readonly time: string; readonly data: { readonly action: ActionFacts; readonly tell?: readonly string[] } };

/** Tells those whose an action is, and those whom a reminder names, what happens to it. */
@Injectable()
export class OnAction {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly patience: Patience, private readonly mails: MailSender) {}

  @OnEvent(ActionGiven, { consumer })
  given(event: EventOf<typeof ActionGiven>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'given');
  }

  @OnEvent(ActionHandedOver, { consumer })
  handedOver(event: EventOf<typeof ActionHandedOver>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'handed-over');
  }

  @OnEvent(ActionAccepted, { consumer })
  accepted(event: EventOf<typeof ActionAccepted>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'accepted');
  }

  @OnEvent(ActionOfferDeclined, { consumer })
  offerDeclined(event: EventOf<typeof ActionOfferDeclined>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'offer-declined');
  }

  @OnEvent(ActionDone, { consumer })
  done(event: EventOf<typeof ActionDone>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'done');
  }

  @OnEvent(ActionNotDone, { consumer })
  notDone(event: EventOf<typeof ActionNotDone>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'not-done');
  }

  @OnEvent(ActionReminded, { consumer })
  reminded(event: EventOf<typeof ActionReminded>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'reminded');
  }

  @OnEvent(ActionLate, { consumer })
  late(event: EventOf<typeof ActionLate>, tx: Tx): Promise<void> {
    return this.told(tx, event, 'late');
  }

  private async told(tx: Tx, event: Event, fact: ActionFact): Promise<void> {
    const { action, tell = [] } = event.data;
    const { id, meetingId, ownerPersonId, ownerFunctionId, offeredPersonId, offeredFunctionId } = action;
    const own = [ownerPersonId, ownerFunctionId, offeredPersonId, offeredFunctionId].filter((one) => one !== null);
    if (this.patience.mayStillCome(event)) await requireKnown(tx, { ids: [...own, ...tell], meetingId });
    await keepOther(tx, { ...action, kind: 'action' }, event.aggregateversion);
    const among = { actorId: actorOf(event), own: await ownersAmong(tx, own), viewers: await viewersThrough(tx, id, meetingId), holders: await holdersOf(tx, own) };
    const hearing = whoHearsOfAction(fact, action, { tell: await addresseesOf(tx, tell), among });
    await tellHearing(tx, this.nats, { hearing, event, matterId: id, facts: { level: action.groupLevel, path: '/atgarder' }, named: true });
    if (hearing.mails.length > 0) tx.afterCommit(() => this.mails.ring(gatherMs));
  }
}
