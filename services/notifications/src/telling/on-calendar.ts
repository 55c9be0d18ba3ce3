import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { CalendarChanged, type EventOf } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { everySession } from '../migrations/1766000033000-create-live-events.js';
import { heardBy, person, type Viewers } from './hearing.js';
import { Patience } from './patience.js';
import { keepOther, requireKnown } from './sights.js';
import { tellHearing } from './tell-hearing.js';
import { tell } from './tell.js';

const longAgo = '2020-01-01T00:00:00.000Z';
const notice = { kind: 'calendar-failing', mail: null, aboutId: null } as const;

/** Tells somebody in the inbox that an own calendar cannot be read, and takes it away when there is nothing to be done about it. Nothing is mailed: it is about nobody's meeting. */
@Injectable()
export class OnCalendar {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly patience: Patience) {}

  @OnEvent(CalendarChanged, { consumer: 'calendars' })
  async changed(event: EventOf<typeof CalendarChanged>, tx: Tx): Promise<void> {
    const { id, personId, state, since } = event.data;
    if (this.patience.mayStillCome(event)) await requireKnown(tx, { ids: [personId] });
    const audiences = state === 'failing' ? [{ audience: personId, kind: 'person' as const, level: 'content' as const, validFrom: longAgo, validTo: null }] : [];
    await keepOther(tx, { id, kind: 'calendar', due: since, groupId: null, groupLevel: 'GENERAL', audiences }, event.aggregateversion);
    if (state === 'over') return this.over(tx, id, personId);
    const viewers: Viewers = new Map([[personId, { seenFrom: everySession, wholeFrom: everySession }]]);
    const hearing = heardBy([person(personId)], { ...notice, matterId: id }, { actorId: null, viewers, holders: new Map() });
    await tellHearing(tx, this.nats, { hearing, event, matterId: id, facts: { level: 'GENERAL', path: '/mina-kalendrar' }, named: false });
  }

  /** What is over stands in no inbox, and counts as read if it should fail again. */
  private async over(tx: Tx, id: string, personId: string): Promise<void> {
    await tx.query('update notifications set read_at = now() where matter_id = $1 and read_at is null', [id]);
    await tell(tx, this.nats, { live: [{ personId, level: everySession, type: 'notification', objectId: id }] });
  }
}
