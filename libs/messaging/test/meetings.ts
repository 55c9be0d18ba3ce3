import { randomUUID } from 'node:crypto';
import { MeetingDescribed, MeetingScheduled, type MeetingFacts } from '@knutpunkt/contracts';
import type { Db } from '@knutpunkt/persistence';
import { Outbox, type Fact } from '../src/index.js';

type MeetingFact = Fact<typeof MeetingScheduled.data>;

/** The facts of a meeting, with good defaults. */
export const aMeeting = (id: string): MeetingFacts => ({
  id, groupId: null, groupLevel: 'GENERAL', ownerAuthorityId: randomUUID(), organiserId: randomUUID(), startsAt: '2027-02-01T08:00:00Z', endsAt: '2027-02-01T09:00:00Z',
  zone: 'Europe/Stockholm', place: 'Rådhuset', link: '', status: 'called', sequence: 0, audiences: [], participants: [],
});

/** A version of a meeting, as a fact that its service tells. */
export const aFact = (id: string, version: number): MeetingFact => ({
  aggregateId: id, aggregateVersion: version, actor: { kind: 'person', id: randomUUID() }, now: new Date(), data: { meeting: aMeeting(id) },
});

/** Tells versions of a meeting in one transaction: the first is scheduled, the others described. */
export const tell = (db: Db, outbox: Outbox, [id, ...versions]: [string, ...number[]]): Promise<void> =>
  db.work('test', async (tx) => {
    for (const version of versions) await outbox.publish(tx, version === 1 ? MeetingScheduled : MeetingDescribed, aFact(id, version));
  });
