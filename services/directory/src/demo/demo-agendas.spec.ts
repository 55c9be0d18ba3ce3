import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { demoAgendas } from './demo-agendas.js';
import { demoMeetings } from './demo-meetings.js';
import { demoRequests } from './demo-requests.js';

const folder = fileURLToPath(new URL('../../../../infra/demo/vastmanland', import.meta.url));
const now = new Date('2026-11-22T12:00:00Z');

it('each agenda of the demo belongs to one meeting and no more', async () => {
  const meetings = await demoMeetings(folder, now);
  const counts = (await demoAgendas(folder, now)).map((agenda) => meetings.filter(({ groupCode, title }) => groupCode === agenda.groupCode && title === agenda.meeting).length);
  expect(counts).toEqual([1, 1, 1, 1, 1]);
});

it('only what is held already has locked notes, and one action is late', async () => {
  const agendas = await demoAgendas(folder, now);
  const held = new Set((await demoMeetings(folder, now)).filter((meeting) => meeting.held).map(({ title }) => title));
  expect(agendas.filter(({ locked, meeting }) => locked && !held.has(meeting))).toEqual([]);
  expect(agendas.flatMap(({ items }) => items.flatMap(({ actions }) => actions)).filter(({ due }) => due < '2026-11-22')).toHaveLength(1);
});

it('the requests of the demo have come differently far, one is a draft', async () => {
  const last = (await demoRequests(folder)).map(({ steps }) => steps.at(-1)?.step);
  expect(new Set(last).size).toBe(last.length);
  expect(last).toContain(undefined);
});
