import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MeetingScheduled, ProposeItem } from '@knutpunkt/contracts';
import { TestHub, World } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { see, text } from './an-agenda.js';
import { ToldMeetings, aMeeting, fiveOrganisations, opened } from './told-meetings.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  world = new World(hub, ['agendas']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

it('a meeting of chosen people and functions has an agenda too, led by who called it', async () => {
  const { people: [caller, police, arboga], organisations, group } = await fiveOrganisations(world);
  const duty = await world.function(organisations[2]!, 'Jouren', [arboga]);
  await world.settled();
  const to = (audience: string, kind: 'person' | 'function') => ({ audience, kind, level: 'content' as const, validFrom: new Date(0).toISOString(), validTo: null });
  const meeting = aMeeting(group, [caller, police], { groupId: null, audiences: [to(caller.id, 'person'), to(police.id, 'person'), to(duty.id, 'function')] });
  await new ToldMeetings(hub).tell(MeetingScheduled, { ...meeting, participants: [...meeting.participants, { id: duty.id, personId: null, functionId: duty.id, answer: null }] });
  await opened(hub, arboga, meeting.id);

  const hidden = await hub.ask(ProposeItem, police, { meetingId: meeting.id, ...text('Dold'), reach: 'hidden', authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId, organisations[1]!.authorityId] });
  const open = await hub.ask(ProposeItem, arboga, { meetingId: meeting.id, ...text('Öppen') });

  expect((await see(hub, arboga, meeting.id)).proposals.map((p) => p.id)).toEqual([open.id]);
  expect((await see(hub, caller, meeting.id)).proposals.map((p) => [p.id, p.may])).toEqual([[hidden.id, ['take-up', 'decline', 'edit', 'address']], [open.id, ['take-up', 'decline', 'edit', 'address']]]);
  const told = await hub.asAdmin<{ reach: string; n: number }>('agendas', "select envelope#>>'{data,item,reach}' as reach, jsonb_array_length(envelope#>'{data,item,audiences}') as n from outbox where aggregate_id = any($1) order by seq", [[hidden.id, open.id]]);
  expect(told).toEqual([{ reach: 'hidden', n: 2 }, { reach: 'all', n: 3 }]);
});
