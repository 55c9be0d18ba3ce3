import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { ProposalChanged, type EventData, type EventOf } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { MailSender } from '../mail/mail-sender.js';
import { everySession } from '../migrations/1766000033000-create-live-events.js';
import { heardBy, person, type Hearing, type Viewers } from './hearing.js';
import { keepOther } from './sights.js';
import { actorOf, tellHearing } from './tell-hearing.js';
import { gatherMs, tell } from './tell.js';

const longAgo = '2020-01-01T00:00:00.000Z';
/** Where it is agreed to. */
const places: Readonly<Record<EventData<typeof ProposalChanged>['of'], string>> = { nomination: '/administration', administrator: '/administration', 'administrator-of-another': '/hubben' };

/** Tells those who can give a second person's word that something waits for it, and lets their screens follow. */
@Injectable()
export class OnProposal {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly mails: MailSender) {}

  @OnEvent(ProposalChanged, { consumer: 'proposals' })
  async proposal(event: EventOf<typeof ProposalChanged>, tx: Tx): Promise<void> {
    const { id, of, state, until, requiredAssuranceLevel: level, administrators } = event.data;
    const screens = administrators.map((one) => ({ personId: one, level, type: 'proposal' as const, objectId: one }));
    if (state === 'closed') return tell(tx, this.nats, { live: screens });
    const audiences = administrators.map((audience) => ({ audience, kind: 'person' as const, level: 'content' as const, validFrom: longAgo, validTo: null }));
    await keepOther(tx, { id, kind: 'proposal', due: until, groupId: null, groupLevel: 'GENERAL', audiences }, event.aggregateversion);
    const viewers: Viewers = new Map(administrators.map((one) => [one, { seenFrom: level, wholeFrom: level }]));
    const hearing = heardBy(administrators.map(person), { kind: 'proposal-made', mail: 'proposal-made', matterId: id, aboutId: null }, { actorId: actorOf(event), viewers, holders: new Map() });
    await tellHearing(tx, this.nats, { hearing: { ...shownTo(hearing, level), mails: hearing.mails, live: [...shownTo(hearing, level).live, ...screens] }, event, matterId: id, facts: { level: 'GENERAL', path: places[of] }, named: false });
    if (hearing.mails.length > 0) tx.afterCommit(() => this.mails.ring(gatherMs));
  }
}

/** An inbox knows no assurance level: what is above some sessions stands in none, and who is to decide is mailed, which tells nothing. */
const shownTo = ({ inbox, live }: Hearing, level: number): Pick<Hearing, 'inbox' | 'live'> => (level > everySession ? { inbox: [], live: [] } : { inbox, live });
