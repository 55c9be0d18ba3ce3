import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { root } from '../architecture/sources.js';
import { promises } from './checker.js';
import { crowd, hubOf, people, settled } from './crowd.js';
import { History, type Deed } from './history.js';
import { Platform } from './platform.js';
import { morePlants } from './more-plants.js';
import { plants } from './plants.js';
import type { Evidence } from './promise.js';

let platform: Platform;
let unsettled: Record<string, readonly unknown[]>;
const history = new History();
const kinds = ['item noted', 'item outcome', 'item moved', 'item proposed', 'item taken-up', 'action given', 'action done', 'action handed-over', 'agenda notes-locked', 'referral sent', 'referral passed-on', 'referral answered', 'side claimed',
  'poll opened', 'poll answered', 'poll closed', 'poll scheduled', 'poll cancelled', 'series scheduled', 'series rescheduled', 'series cancelled'];
const patience = 150_000;
/** Read in the mailbox, so that no statement plants it. */
const seenTwice = 'nobody sees the same mail twice';

/** Something of every kind has been done, with nothing going wrong. */
async function life(): Promise<void> {
  const deadline = Date.now() + patience;
  const enough = (): boolean => kinds.every((kind) => (history.kinds()[kind] ?? 0) > 0) || Date.now() > deadline;
  await crowd(people(await hubOf(platform, history), 4), { every: 120, stopped: enough });
}

beforeAll(async () => {
  execFileSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b'], { cwd: root, stdio: 'inherit' });
  platform = await Platform.start();
  await life();
  unsettled = await settled(platform, history, Date.now() + 90_000);
}, 400_000);
afterAll(() => platform?.stop(), 60_000);

/** The promises that are broken in what this work leaves, which is undone again. */
async function brokenBy(sql: string | null, { told = history, mailbox = platform.mailbox }: { told?: History; mailbox?: Evidence['mailbox'] } = {}): Promise<string[]> {
  const client = new Client({ connectionString: platform.adminUrl });
  await client.connect();
  try {
    await client.query('begin');
    // What is planted need not fit together.
    await client.query('set local session_replication_role = replica');
    if (sql) expect([sql, (await client.query(sql)).rowCount]).not.toEqual([sql, 0]);
    const evidence: Evidence = { mailbox, see: async <R extends object>(query: string, params?: unknown[]) => (await client.query<R>(query, params)).rows };
    const broken: string[] = [];
    for (const { name, broken: found } of promises) if ((await found(evidence, told)).length > 0) broken.push(name);
    return broken;
  } finally {
    await client.query('rollback');
    await client.end();
  }
}

/** The history with one more deed. */
function andAlso(deed: Partial<Deed>): History {
  const told = new History();
  told.deeds.push(...history.deeds, { key: 'planted', on: 'item', what: 'proposed', person: 'x', leaves: {}, outcome: 'ok', tries: 1, ...deed });
  return told;
}

describe('the checker', () => {
  it('finds nothing where nothing went wrong', () => {
    expect(Object.keys(history.kinds())).toEqual(expect.arrayContaining(kinds));
    expect(history.of('refused').filter(({ forgivable }) => !forgivable).map(({ why }) => why)).toEqual([]);
    expect(unsettled).toEqual({});
  });

  it('has something planted against each promise', () => {
    const planted = [...plants, ...morePlants].map(({ breaks }) => breaks);

    expect(promises.map(({ name }) => name).filter((name) => !planted.includes(name) && name !== seenTwice)).toEqual([]);
    expect(planted.filter((name) => !promises.some((promise) => promise.name === name))).toEqual([]);
  });

  it('finds a mail that somebody sees twice', async () => {
    const messages = await platform.mailbox.messages();

    expect(await brokenBy(null, { mailbox: { messages: async () => [...messages, messages[0]!] } })).toContain(seenTwice);
  }, 20_000);

  it.each([...plants, ...morePlants])('finds $what', async ({ sql, breaks }) => {
    expect(await brokenBy(sql)).toContain(breaks);
  }, 20_000);

  it.each(['meeting', 'poll', 'series', 'item', 'action', 'referral'] as const)('finds that an acknowledged %s was never made', async (on) => {
    const names = { meeting: 'every acknowledged change is there, once, as it was acknowledged', poll: 'every acknowledged change of a poll is there, once, with its answers and the meeting that came of it', series: 'what was done to a series was done to each of its meetings, once', item: 'every acknowledged change of an item is there, once, with notes and outcomes', action: 'every acknowledged change of an action is there, once, and what is late is reminded of once each', referral: 'every acknowledged step of a request is there, once, with its text and its deliveries' };

    expect(await brokenBy(null, { told: andAlso({ on, objectId: '0199c0de-0000-7000-8000-00000000dead', what: 'made' }) })).toContain(names[on]);
  }, 20_000);

  it('finds that what was refused was done all the same', async () => {
    const done = history.of('ok').find(({ on, what }) => on === 'item' && what === 'proposed')!;

    expect(await brokenBy(null, { told: andAlso({ outcome: 'refused', leaves: done.leaves }) })).toContain('no item is there twice, nor one that was refused or that nobody proposed');
  }, 20_000);
});
