import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drawnSeed } from '@knutpunkt/testing';
import { root } from '../architecture/sources.js';
import { Chance } from './chance.js';
import { promises } from './checker.js';
import { callers } from './county.js';
import { crowd, hubOf, people, settled } from './crowd.js';
import { History } from './history.js';
import { letFaultsHappen } from './nemesis.js';
import { Platform } from './platform.js';
import { settling } from './row.js';

const seconds = Number(process.env['FAULT_SECONDS'] ?? 0);
const seed = drawnSeed('FAULT_SEED');
/** So many different faults, drawn; `npm run faults` tries out each by itself. */
const times = 10;
/** One change by each user in this many milliseconds: sixty a second together. */
const every = (callers * 1_000) / 60;

let platform: Platform;
const history = new History();
let happened: string[];
let settledAfter: number;
let left: Record<string, readonly unknown[]>;

/** Users write while things go wrong; then nothing is done any more but waiting. */
async function run(): Promise<void> {
  let stopped = false;
  const hub = await hubOf(platform, history);
  const begun = Date.now();
  const working = crowd(people(hub, seed), { every, stopped: () => stopped });
  happened = await letFaultsHappen(platform, { chance: new Chance(seed), written: () => history.of('ok').length, times, until: begun + seconds * 1_000 }).finally(() => { stopped = true; });
  await working;
  const rate = history.of('ok').length / ((Date.now() - begun) / 1_000);
  const quiet = Date.now();
  left = await settled(platform, history, quiet + settling);
  settledAfter = Date.now() - quiet;
  console.info(JSON.stringify({ seed, happened, acknowledged: history.of('ok').length, ofWhich: history.kinds(), perSecond: Math.round(rate), sentAgain: Object.fromEntries(history.again), answerMs: { half: history.slowerThan(0.5), most: history.slowerThan(0.99) }, mails: (await platform.mailbox.messages()).length, settledAfterSeconds: settledAfter / 1_000 }, null, 1));
}

beforeAll(async () => {
  console.info(`the seed is ${seed}: FAULT_SEED=${seed} draws the same faults again`);
  execFileSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'services/directory', 'services/meetings', 'services/agendas', 'services/referrals', 'services/notifications', 'services/gateway'], { cwd: root, stdio: 'inherit' });
  platform = await Platform.start();
  await run();
}, 800_000 + seconds * 1_000);

afterAll(() => platform?.stop(), 60_000);

describe('while things go wrong in the middle of writing', () => {
  it('different faults happen', () => expect(new Set(happened).size).toBeGreaterThanOrEqual(times));

  it('much is written', () => {
    expect(history.of('ok').length).toBeGreaterThan(100);
    // Notes are locked at the end of a table's life, which a slow machine may not come to.
    expect([...new Set(history.of('ok').map(({ on }) => on))]).toEqual(expect.arrayContaining(['action', 'item', 'meeting', 'poll', 'referral', 'series']));
  });

  it('every change is acknowledged in the end, none is refused that may be made, none fails', () => {
    expect(history.of('refused').filter(({ forgivable }) => !forgivable).map(({ why }) => why)).toEqual([]);
    expect(history.of('unknown')).toEqual([]);
    expect(history.again.get(500) ?? 0).toBe(0);
  });

  it.each(promises.map(({ name }) => name))('%s', (name) => {
    expect((left[name] ?? []).slice(0, 5)).toEqual([]);
  });

  it(`everything is settled ${settling / 1_000} seconds later by itself`, () => {
    expect(left).toEqual({});
    expect(settledAfter).toBeLessThan(settling);
  });

  it('and the logs tell of it without saying who', () => {
    const logs = readdirSync(join(platform.dir, 'logs')).map((file) => readFileSync(join(platform.dir, 'logs', file), 'utf8')).join('\n');

    expect(logs).toContain('"started"');
    if (happened.includes('NATS loses its store')) expect(logs).toContain('the stream had lost messages; they are sent again');
    expect(logs.match(/Namn |@example\.test|Handläggare/g)).toBeNull();
  });
});
