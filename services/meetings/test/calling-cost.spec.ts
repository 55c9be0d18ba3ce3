import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MeetingDetails, RecordHeldMeeting, ScheduleMeeting } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import type { Caller, Db, Tx } from '@knutpunkt/persistence';
import { TestHub, World } from '@knutpunkt/testing';
import { Calling } from '../src/calling.js';
import { meetings } from '../src/index.js';
import { requireFuture } from '../src/meeting/meeting.js';
import { aGroup, inDays } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const at = (days: number) => ({ starts: `${inDays(days)}T13:30`, ends: `${inDays(days)}T15:00` });

/** A database that tells which statements its transactions ask. */
function listened(db: Db): { db: Db; asked: string[] } {
  const asked: string[] = [];
  const heard = <T extends Tx>(tx: T): T => ({ ...tx, query: (text: string, params?: readonly unknown[]) => { asked.push(text); return tx.query(text, params); } });
  const asking: Db['asking'] = (caller, ahead, work) => db.asking(caller, (tx) => ahead(heard(tx)), (tx, found) => work(heard(tx), found));
  return { db: { asking } as Db, asked };
}

describe('who calls a meeting is answered what reading it would tell', () => {
  it('with members, somebody and a function besides', async () => {
    const { eva, koping, polisen, outsider, group } = await aGroup(world);
    const [anna, vakt] = [await world.person(koping, 'Anna'), await world.function(polisen, 'Vakthavande', [outsider])];
    await world.settled();

    const called = await hub.ask(ScheduleMeeting, eva, { ...at(7), groupId: group.id, title: 'Läget', about: 'Vad vi ser', place: 'Rådhuset', link: 'https://mote.example.se/1', people: [anna.id], functions: [vakt.id] });

    expect(called.content?.participants).toHaveLength(5);
    expect(await hub.ask(MeetingDetails, eva, { meetingId: called.id })).toEqual(called);
  });

  it('of chosen people alone, and of those of an individual-level group', async () => {
    const { eva, rektor, group } = await aGroup(world, { level: 'INDIVIDUAL', requiredAssuranceLevel: 2 });
    await world.settled();

    for (const whom of [{ people: [rektor.id] }, { groupId: group.id }]) {
      const called = await hub.ask(ScheduleMeeting, eva, { ...at(7), ...whom });
      expect(await hub.ask(MeetingDetails, eva, { meetingId: called.id })).toEqual(called);
    }
  });

  it('when it has been held already', async () => {
    const { eva, group } = await aGroup(world);

    const held = await hub.ask(RecordHeldMeeting, eva, { ...at(-7), groupId: group.id, title: 'Det vi sade' });

    expect(held.content?.participants.map(({ reply }) => reply)).toEqual([null, null, null]);
    expect(await hub.ask(MeetingDetails, eva, { meetingId: held.id })).toEqual(held);
  });
});

it('asks PostgreSQL for what it looks up and for the meeting, and reads nothing of it back', async () => {
  const { eva, group } = await aGroup(world);
  await world.settled();
  const { db, asked } = listened(await hub.db('meetings'));
  const caller: Caller = { kind: 'person', identityProvider: eva.organisationAlias, organisation: eva.organisationAlias, homeId: eva.homeId, assuranceLevel: 2, client: 'test', session: 'test' };
  const input = ScheduleMeeting.input.parse({ ...at(7), groupId: group.id });

  const calling = new Calling(db, new Outbox('meetings', { isClosed: () => true } as never), new Freshness());
  await calling.call({ input, caller, idempotencyKey: 'test', requestHash: 'test', now: new Date(), requestId: 'test' }, { action: 'meeting.schedule', status: 'called', requireTime: requireFuture });

  // The group's lock, the key, the group and what all are called; then the meeting.
  expect(asked).toHaveLength(5);
  expect(asked.at(-1)).toBe('select write_meeting($1)');
});
