import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MeetingReplied, ReplyToMeeting, ScheduleMeeting } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import type { Caller } from '@knutpunkt/persistence';
import type { Call } from '@knutpunkt/service-kit';
import { TestHub, World } from '@knutpunkt/testing';
import { Changing } from '../src/changing.js';
import { meetings } from '../src/index.js';
import { aGroup, inDays } from './a-group.js';

let hub: TestHub;
let world: World;
beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

it.each([['too much of it', { participantId: 'x'.repeat(300_000) }], ['not of its type', {}]])('a change of which nothing can be told is not made: %s', async (_, data) => {
  const { eva, rektor, group } = await aGroup(world);
  await world.settled();
  const { id, startsAt } = await hub.ask(ScheduleMeeting, eva, { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00`, groupId: group.id });
  const caller: Caller = { kind: 'person', identityProvider: rektor.organisationAlias, organisation: rektor.organisationAlias, homeId: rektor.homeId, assuranceLevel: 2, client: 'test', session: 'test' };
  const call: Call<typeof ReplyToMeeting> = { caller, input: ReplyToMeeting.input.parse({ meetingId: id, startsAt, answer: 'yes' }), idempotencyKey: `${id}`, requestHash: 'test', now: new Date(), requestId: 'test' };
  const changing = new Changing(await hub.db('meetings'), new Outbox('meetings', { isClosed: () => true } as never), new Freshness());
  const stands = () => hub.asAdmin('meetings', 'select m.facts, (select count(*)::int from idempotency_keys where key = $2) as keys, (select count(*)::int from meeting_changes where meeting_id = m.id) as changes, (select count(*)::int from participants p where p.meeting_id = m.id and p.answer is not null) as answers from meetings m where m.id = $1', [id, id]);
  const before = await stands();

  await expect(changing.change(call, 'meeting.reply', async (tx) => {
    await tx.query("update participants set answer = 'yes', answered_at = now(), answered_by = me() where meeting_id = $1 and person_id = me()", [id]);
    return { event: MeetingReplied, data, what: 'replied', history: { answer: 'yes' } };
  })).rejects.toThrow();

  expect(await stands()).toEqual(before);
});
