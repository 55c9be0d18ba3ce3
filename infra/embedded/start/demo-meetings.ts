import { createHash } from 'node:crypto';
import { demoMeetings, type DemoMeeting } from '@knutpunkt/directory';
import { DemoRecord } from './demo-record.js';
import { HubClient, type Answer, type Patience } from './hub-client.js';

const AT_ONCE = 6;
const READY_MS = 60_000;
const KNOWN_MS = 15_000;
const ZONE = 'Europe/Stockholm';

/** What loading needs: the folder with the demo's files, where to remember what is loaded, the hub's address, and tokens to act with. */
export type DemoLoad = { folder: string; dir: string; origin: string; tokenFor(username: string): Promise<string>; log(line: string): void };

const keyOf = ({ by, groupCode, startsLocal, title, people, functions }: DemoMeeting) =>
  `demo-${createHash('sha256').update(JSON.stringify([by, groupCode, startsLocal, title, people, functions])).digest('hex').slice(0, 32)}`;

const inputOf = ({ groupId, people, functions, startsLocal, endsLocal, place, link, title, about }: DemoMeeting) => ({
  starts: startsLocal, ends: endsLocal, zone: ZONE, place, link, title, about, people, functions, ...(groupId ? { groupId } : {}),
});

const failed = ({ status }: Answer) => status >= 300;

/** One meeting: called, or entered when it is held, then answered by those who have answered. @returns what was refused, as problem types */
async function load(hub: HubClient, meeting: DemoMeeting, patience: Patience): Promise<string[]> {
  const key = keyOf(meeting);
  const called = await hub.ask(meeting.by, { method: 'POST', path: meeting.held ? '/meetings/held' : '/meetings', body: inputOf(meeting), key }, patience);
  if (failed(called)) return [`${called.status} ${called.body.type ?? ''}`];
  const replies = meeting.replies.map(async ({ by, answer, comment }) =>
    hub.ask(by, { method: 'PUT', path: `/meetings/${called.body.id}/reply`, body: { startsAt: called.body.startsAt, answer, comment }, key: `${key}-${by}` }, patience));
  return (await Promise.all(replies)).filter(failed).map((answer) => `${answer.status} ${answer.body.type ?? ''}`);
}

const counted = (refused: string[]) => [...new Set(refused)].map((one) => `${refused.filter((other) => other === one).length} × ${one}`).join(', ');

/**
 * Loads the demo's meetings through the public interface, each as the one who calls it; what an earlier start has loaded is left alone.
 * What is refused is told by kind and tried again at the next start.
 */
export async function loadDemoMeetings({ folder, dir, origin, tokenFor, log }: DemoLoad): Promise<void> {
  const record = new DemoRecord(dir, new Date());
  const missing = (await demoMeetings(folder, record.asOf)).filter((meeting) => !record.has(keyOf(meeting)));
  if (missing.length === 0) return;
  log(`loading ${missing.length} meetings of the demo`);
  const hub = new HubClient(origin, tokenFor);
  const patience = { ready: Date.now() + READY_MS, known: record.isNew ? Date.now() + KNOWN_MS : 0 };
  const refused: string[] = [];
  const work = async () => {
    for (let meeting = missing.shift(); meeting; meeting = missing.shift()) {
      const problems = await load(hub, meeting, patience);
      if (problems.length === 0) record.add(keyOf(meeting));
      refused.push(...problems);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work)).finally(() => record.keep());
  if (refused.length > 0) log(`some of the demo was refused: ${counted(refused)}`);
}
