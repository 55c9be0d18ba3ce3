import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { GuestEndAnnounced, type EventOf } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { MailSender } from '../mail/mail-sender.js';
import { everySession } from '../migrations/1766000033000-create-live-events.js';
import { withRole } from './administrators.js';
import { DirectoryBehind } from './directory-behind.js';
import { heardBy, person, type Viewers } from './hearing.js';
import { dayAfter, readByAll, shownTo } from './on-proposal.js';
import { Patience } from './patience.js';
import { keepOther } from './sights.js';
import { tellHearing } from './tell-hearing.js';
import { gatherMs, tell } from './tell.js';

const longAgo = '2020-01-01T00:00:00.000Z';

/** Tells those who can prolong a guest's time that it ends, and in which group: of whom is read there. */
@Injectable()
export class OnGuestEnd {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly mails: MailSender, private readonly patience: Patience) {}

  @OnEvent(GuestEndAnnounced, { consumer: 'proposals' })
  async announced(event: EventOf<typeof GuestEndAnnounced>, tx: Tx): Promise<void> {
    const { id, state, lastDay, administrators, requiredAssuranceLevel: level } = event.data;
    if (state === 'closed') return this.close(event, tx);
    const told = await withRole(tx, administrators, 'administrator');
    if (told.length < administrators.length && this.patience.mayStillCome(event)) throw new DirectoryBehind();
    const audiences = told.map((audience) => ({ audience, kind: 'person' as const, level: 'content' as const, validFrom: longAgo, validTo: dayAfter(lastDay) }));
    await keepOther(tx, { ...matterOf(event), audiences }, event.aggregateversion);
    const viewers: Viewers = new Map(told.map((one) => [one, { seenFrom: level, wholeFrom: level }]));
    const hearing = heardBy(told.map(person), { kind: 'guest-ends', mail: 'guest-ends', matterId: id, aboutId: null }, { actorId: null, viewers, holders: new Map() });
    await tellHearing(tx, this.nats, { hearing: { ...hearing, ...shownTo(hearing, level) }, event, matterId: id, facts: { level: 'GENERAL', path: pathOf(event) }, named: false });
    if (hearing.mails.length > 0) tx.afterCommit(() => this.mails.ring(gatherMs));
  }

  /** Whose time was prolonged or ended waits for nobody: it stands in no inbox, and a mail of it that has not left does not leave. */
  private async close(event: EventOf<typeof GuestEndAnnounced>, tx: Tx): Promise<void> {
    await keepOther(tx, { ...matterOf(event), audiences: [] }, event.aggregateversion);
    await tell(tx, this.nats, { live: await readByAll(tx, event.data.id) });
  }
}

/** A group that is above some sessions is not pointed at: neither an inbox nor a mail knows which session reads it. */
const pointsAtGroup = ({ data }: EventOf<typeof GuestEndAnnounced>): boolean => data.requiredAssuranceLevel <= everySession;
const pathOf = (event: EventOf<typeof GuestEndAnnounced>): string => (pointsAtGroup(event) ? `/grupper/${event.data.groupId}` : '/grupper');
const matterOf = (event: EventOf<typeof GuestEndAnnounced>) => ({ id: event.data.id, kind: 'guest', due: event.data.lastDay, groupId: pointsAtGroup(event) ? event.data.groupId : null, groupLevel: 'GENERAL' });
