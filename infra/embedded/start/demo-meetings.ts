import { createHash } from 'node:crypto';
import { demoAgendas, demoMeetings, type DemoAgenda, type DemoMeeting } from '@knutpunkt/directory';
import { layAgenda } from './demo-agendas.js';
import type { DemoRecord } from './demo-record.js';
import type { Answer, HubClient, Patience } from './hub-client.js';

const AT_ONCE = 6;
/** How long a hub that is not ready, or has not heard of everybody yet, is waited for: on a busy machine the directory's events take their time. */
const PATIENCE_MS = 60_000;
/** How soon the agendas have heard of a meeting that was called just now. */
const FOLLOWED_MS = 45_000;
const ZONE = 'Europe/Stockholm';

const keyOf = ({ by, groupCode, startsLocal, title, people, functions }: DemoMeeting) =>
  `demo-${createHash('sha256').update(JSON.stringify([by, groupCode, startsLocal, title, people, functions])).digest('hex').slice(0, 32)}`;

const inputOf = ({ groupId, people, functions, startsLocal, endsLocal, place, link, title, about }: DemoMeeting) => ({
  starts: startsLocal, ends: endsLocal, zone: ZONE, place, link, title, about, people, functions, ...(groupId ? { groupId } : {}),
});

/** A meeting, and what is to stand on its agenda. */
export type Prepared = { meeting: DemoMeeting; agenda: DemoAgenda | undefined };

/** The meetings that are not loaded yet; those with an agenda first, for they take longest. */
export async function missingOf(folder: string, record: DemoRecord): Promise<Prepared[]> {
  const agendas = await demoAgendas(folder, record.asOf);
  const agendaOf = ({ groupCode, title }: DemoMeeting) => agendas.find((agenda) => agenda.groupCode === groupCode && agenda.meeting === title);
  const missing = (await demoMeetings(folder, record.asOf)).filter((meeting) => !record.has(keyOf(meeting))).map((meeting) => ({ meeting, agenda: agendaOf(meeting) }));
  return missing.sort((a, b) => Number(b.agenda !== undefined) - Number(a.agenda !== undefined));
}

const failed = ({ status }: Answer) => status >= 300;

/** One meeting: called, or entered when it is held, then answered by those who have answered, and its agenda laid where it has one. @returns what was refused, as problem types */
async function load(hub: HubClient, { meeting, agenda }: Prepared, patience: Patience): Promise<string[]> {
  const key = keyOf(meeting);
  const called = await hub.ask(meeting.by, { method: 'POST', path: meeting.held ? '/meetings/held' : '/meetings', body: inputOf(meeting), key }, patience);
  if (failed(called)) return [`${called.status} ${called.body.type ?? ''}`];
  const replies = meeting.replies.map(async ({ by, answer, comment }) =>
    hub.ask(by, { method: 'PUT', path: `/meetings/${called.body.id}/reply`, body: { startsAt: called.body.startsAt, answer, comment }, key: `${key}-${by}` }, patience));
  const refused = (await Promise.all(replies)).filter(failed).map((answer) => `${answer.status} ${answer.body.type ?? ''}`);
  if (!agenda) return refused;
  const followed = { ready: patience.ready, known: Math.max(patience.known, Date.now() + FOLLOWED_MS) };
  return [...refused, ...(await layAgenda({ hub, meetingId: called.body.id!, key: `${key}-agenda`, patience: followed }, agenda))];
}

/** Loads the meetings, several at once. @returns what was refused, as problem types */
export async function loadMeetings(hub: HubClient, missing: Prepared[], record: DemoRecord): Promise<string[]> {
  const until = Date.now() + PATIENCE_MS;
  const patience = { ready: until, known: record.isNew ? until : 0 };
  const refused: string[] = [];
  const work = async () => {
    for (let next = missing.shift(); next; next = missing.shift()) {
      const problems = await load(hub, next, patience);
      if (problems.length === 0) record.add(keyOf(next.meeting));
      refused.push(...problems);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return refused;
}
