import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { PersonChanged, ReviewChanged, SeatAttested, type EventOf } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { MailSender } from '../mail/mail-sender.js';
import { everySession } from '../migrations/1766000033000-create-live-events.js';
import { administratorsOf } from './administrators.js';
import { heardBy, person, type Viewers } from './hearing.js';
import { keepOther } from './sights.js';
import { actorOf, tellHearing } from './tell-hearing.js';
import { gatherMs, tell } from './tell.js';

const consumer = 'access';
const longAgo = '2020-01-01T00:00:00.000Z';

/** Tells those who administer an organisation how far its access review has come, and lets their screens follow it. */
@Injectable()
export class OnReview {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly mails: MailSender) {}

  @OnEvent(ReviewChanged, { consumer })
  async review(event: EventOf<typeof ReviewChanged>, tx: Tx): Promise<void> {
    const { id, what, lastDay, administrators } = event.data;
    const audiences = administrators.map((audience) => ({ audience, kind: 'person' as const, level: 'content' as const, validFrom: longAgo, validTo: null }));
    await keepOther(tx, { id, kind: 'review', due: lastDay, groupId: null, groupLevel: 'GENERAL', audiences }, event.aggregateversion);
    const viewers: Viewers = new Map(administrators.map((one) => [one, { seenFrom: everySession, wholeFrom: everySession }]));
    const hearing = heardBy(administrators.map(person), { kind: `review-${what}`, mail: `review-${what}`, matterId: id, aboutId: null }, { actorId: actorOf(event), viewers, holders: new Map() });
    const screens = administrators.map((one) => ({ personId: one, level: everySession, type: 'review' as const, objectId: one }));
    await tellHearing(tx, this.nats, { hearing: { ...hearing, live: [...hearing.live, ...screens] }, event, matterId: id, facts: { level: 'GENERAL', path: `/administration/oversyner/${id}` }, named: false });
    if (hearing.mails.length > 0) tx.afterCommit(() => this.mails.ring(gatherMs));
  }

  /** The screens of who decide with one another; not of those whose session may not see the seat. */
  @OnEvent(SeatAttested, { consumer })
  async seat({ data }: EventOf<typeof SeatAttested>, tx: Tx): Promise<void> {
    const people = await administratorsOf(tx, [data.organisationId]);
    await tell(tx, this.nats, { live: people.map(({ id }) => ({ personId: id, level: data.requiredAssuranceLevel, type: 'review' as const, objectId: id })) });
  }
}

/** Whoever administers no more is told of no review, no guest and no agreement any more; nor of a proposal, where the hub is not theirs to run either. */
export async function forgetReviews(tx: Tx, { id, roles }: EventOf<typeof PersonChanged>['data']): Promise<void> {
  if (roles.includes('administrator')) return;
  const kinds = roles.includes('hub-administrator') ? ['review', 'guest', 'agreement'] : ['review', 'guest', 'agreement', 'proposal'];
  await tx.query('delete from matter_audiences a using matters m where m.id = a.matter_id and m.kind = any($2) and a.audience = $1', [id, kinds]);
}
