import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LeakHub } from './leak-hub.js';
import { loadCounties, type County } from './histories/county.js';
import { kindNames, type Step } from './histories/moves.js';
import { live } from './histories/run.js';
import { withPolicy } from './with-policy.js';

/** As many as fit beside the other suites; `npm run leaks` sets more. A seed that is printed is lived again with HISTORY_SEED. */
const histories = Number(process.env.HISTORIES ?? 4);
/** Beside the other suites the same are lived every time; where more are asked for, others. */
const seed = Number(process.env.HISTORY_SEED ?? (process.env.HISTORIES ? Date.now() % 1_000_000_000 : 373_700_815));

/** Of the histories that are asked for, as many are lived as this many milliseconds are enough for; that is said. */
const patience = 540_000;

let leaks: LeakHub;
const unused: County[] = [];
let made = 0;

beforeAll(async () => { leaks = await LeakHub.start({ logLevel: 'error' }); }, 120_000);
afterAll(() => leaks?.stop());

/** A county in which nothing has happened. */
async function county(): Promise<County> {
  if (!unused.length) unused.push(...(await loadCounties(leaks, Array.from({ length: 12 }, () => `7${String(++made).padStart(3, '0')}`))));
  return unused.shift()!;
}

const step: fc.Arbitrary<Step> = fc.record({ kind: fc.constantFrom(...kindNames), allowed: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }), nth: fc.nat(10_000) });
/** Begins with a call, since little can be tried before. */
const history = fc.tuple(fc.nat(10_000), fc.array(step, { minLength: 4, maxLength: 14, size: 'max' })).map(([nth, rest]): Step[] => [{ kind: 'call', allowed: true, nth }, ...rest]);

describe('after each step of any history', () => {
  it('everybody sees, and is told of, exactly what the model says', async () => {
    let [steps, lived] = [0, 0];
    await fc.assert(fc.asyncProperty(history, async (all) => {
      steps += await live(leaks, await county(), all);
      lived += 1;
    }), { numRuns: histories, seed, interruptAfterTimeLimit: patience, endOnFailure: process.env.HISTORY_AS_FOUND !== undefined });

    process.stdout.write(`${lived === histories ? lived : `${lived} of ${histories}, for which there was time,`} histories of ${steps} steps, HISTORY_SEED=${seed}\n`);
    expect(lived).toBeGreaterThan(0);
    expect(steps).toBeGreaterThan(lived);
  }, 600_000);

  it('a leak would be found, and told with the history that led to it', async () => {
    await withPolicy(leaks.hub, { table: 'meetings.meetings', policy: 'api_select', using: 'true' }, async () => {
      await expect(live(leaks, await county(), [{ kind: 'call', allowed: true, nth: 0 }])).rejects.toThrow(/^1\. \w+ calls .* \(done\)/);
    });
  }, 120_000);
});
