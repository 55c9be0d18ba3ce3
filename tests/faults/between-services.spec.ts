import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { root } from '../architecture/sources.js';
import { Asking, type Body } from './asking.js';
import { callerName, memberNames } from './county.js';
import { hubOf, settled } from './crowd.js';
import { History, titleOf, type Deed } from './history.js';
import { Platform } from './platform.js';
import { everythingAgain } from './strange-messages.js';

let platform: Platform;
let asking: Asking;
const history = new History();
const secretary = callerName(0);
const [member] = memberNames(0) as [string];
const patience = 60_000;

beforeAll(async () => {
  execFileSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b'], { cwd: root, stdio: 'inherit' });
  platform = await Platform.start();
  asking = new Asking(await hubOf(platform, history));
}, 500_000);
afterAll(() => platform?.stop(), 60_000);

async function done(deed: Pick<Deed, 'on' | 'what' | 'leaves'> & Partial<Deed>, path: string, { body = {}, ifMatch, method = 'POST' }: { body?: object; ifMatch?: string; method?: 'POST' | 'PUT' } = {}): Promise<Body> {
  const answer = await asking.do({ key: randomUUID(), person: secretary, ...deed }, { method, path, body, ...(ifMatch ? { ifMatch } : {}), notYet: [404] });
  if (!answer) throw new Error(history.of('refused').at(-1)?.why ?? `${deed.what} was not answered`);
  return answer;
}

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A meeting of the group so many days from now; one before today has been held. */
async function meeting(days: number): Promise<string> {
  const [key, starts, held] = [randomUUID(), `${day(days)}T09:00`, days < 0];
  const { id } = await done({ key, on: 'meeting', what: held ? 'recorded' : 'scheduled', leaves: { title: titleOf(key), status: held ? 'held' : 'called', starts } }, held ? '/meetings/held' : '/meetings',
    { body: { starts, ends: `${day(days)}T10:00`, title: titleOf(key), groupId: asking.hub.groups.get('GRUPP-0')! } });
  return id;
}

async function takenUp(meetingId: string): Promise<string> {
  const key = randomUUID();
  const item = await done({ key, on: 'item', what: 'proposed', leaves: { title: titleOf(key), state: 'proposed', readers: meetingId } }, `/agendas/${meetingId}/items`, { body: { title: titleOf(key), type: 'discussion' } });
  await done({ on: 'item', what: 'taken-up', objectId: item.id, leaves: { state: 'taken-up' } }, `/agendas/${meetingId}/items/${item.id}/take-up`, { ifMatch: item.version });
  return item.id;
}

async function lock(meetingId: string): Promise<void> {
  const { version } = (await asking.read(secretary, `/agendas/${meetingId}`))!;
  await done({ on: 'agenda', what: 'notes-locked', objectId: meetingId, leaves: { status: 'locked' } }, `/agendas/${meetingId}/lock`, { ifMatch: version });
}

const count = async (of: string, id: string): Promise<number> => (await platform.see<{ n: number }>(`select count(*)::int as n from ${of}`, [id]))[0]!.n;
const kept = async (): Promise<void> => expect(await settled(platform, history, Date.now() + patience)).toEqual({});

/** What goes wrong between the services, while what is given is done. */
const wrongs: readonly [string, (work: () => Promise<unknown>) => Promise<unknown>][] = [
  ['meetings ends after it has told, before it has noted so', (work) => Promise.all([platform.services.get('meetings')!.crashAt('after-publish-before-mark'), work()])],
  ['agendas ends after it has done, before it has said so', (work) => Promise.all([platform.services.get('agendas')!.crashAt('after-commit-before-ack'), work()])],
  ['agendas ends after it has told, before it has noted so', (work) => Promise.all([platform.services.get('agendas')!.crashAt('after-publish-before-mark'), work()])],
  ['notifications ends after it has done, before it has said so', (work) => Promise.all([platform.services.get('notifications')!.crashAt('after-commit-before-ack'), work()])],
  ['every message comes twice', async (work) => { await work(); await everythingAgain(platform); }],
];

describe.each(wrongs)('when %s', (_, wrong) => {
  it('a meeting has one agenda', async () => {
    let id = '';
    await wrong(async () => { id = await meeting(20); await takenUp(id); });

    await kept();
    expect(await count('agendas.agendas where id = $1', id)).toBe(1);
    expect(await count("agendas.outbox where aggregate_id = $1 and envelope->>'type' like '%agenda.opened%'", id)).toBe(1);
  }, 150_000);

  it('an open item is carried once', async () => {
    const held = await meeting(-20);
    const item = await takenUp(held);
    await wrong(async () => { await lock(held); await meeting(30); });

    await kept();
    expect(await count('agendas.items where carried_from = $1', item)).toBe(1);
  }, 150_000);

  it('an action that is late is reminded of once, to its owner and to who leads', async () => {
    let id = '';
    await wrong(async () => {
      const held = await meeting(-10);
      const [key, item, owner] = [randomUUID(), await takenUp(held), asking.hub.people.get(member)!];
      ({ id } = await done({ key, on: 'action', what: 'given', leaves: { text: titleOf(key), state: 'open', owner, due: '2020-01-02' } }, `/agendas/${held}/items/${item}/actions`, { body: { text: titleOf(key), due: '2020-01-02', personId: owner } }));
    });

    await kept();
    expect(await count("agendas.outbox where aggregate_id = $1 and envelope->>'type' like '%action.late%'", id)).toBe(2);
    expect(await count("notifications.notifications where matter_id = $1 and kind = 'action-late'", id)).toBe(2);
    expect(await count("notifications.mails where matter_id = $1 and kind = 'action-late'", id)).toBe(2);
  }, 150_000);
});
