import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callsOf, type Call } from './calls.js';
import { equivalent } from './equivalent.js';
import { definers, functionMutants, withoutChecks } from './function-mutants.js';
import { policyMutants } from './policies.js';
import { SqlProbe } from './probe.js';
import { report, type Killed } from './report.js';
import { MutationScene } from './scene.js';

let scene: MutationScene;
let probe: SqlProbe;
let calls: Call[];
beforeAll(async () => {
  scene = await MutationScene.start();
  probe = await SqlProbe.over(scene);
  calls = callsOf(scene.world, (label) => scene.session.id(label));
}, 280_000);
afterAll(async () => {
  await probe?.close();
  await scene?.leaks.stop();
});

/** What the first check that fails says while something is broken; null where none does. */
async function broken(sql: string, checks: readonly (() => Promise<string[]>)[]): Promise<string | null> {
  await probe.client.query('savepoint mutant');
  try {
    await probe.client.query(sql).catch((error: Error) => { throw new Error(`${error.message} in ${sql}`); });
    for (const check of checks) for (const found of await check()) return found;
    return null;
  } finally {
    await probe.client.query('rollback to savepoint mutant');
  }
}

/** Everything that was broken. */
const tried: Killed[] = [];

const survivors = (mutants: readonly Killed[]): string[] => mutants.filter(({ what, killedBy }) => killedBy === null && !equivalent[what]).map(({ what }) => what);

describe('under row-level security', () => {
  it('there is something in every table', async () => {
    expect(await probe.within(() => Promise.resolve(probe.empty()))).toEqual([]);
  });

  it('every role may use of every table exactly the rows that the domain says, whoever it acts for', async () => {
    const found = await probe.within(async () => {
      const all: string[] = [];
      for (const cell of probe.cells()) all.push(...(await probe.differences(cell)));
      return all;
    });

    expect(found).toEqual([]);
  }, 280_000);

  it('a function that sees more than its caller tells and does nothing for those who may not', async () => {
    const found = await probe.within(async () => {
      const all: string[] = [];
      for (const call of calls) all.push(...(await probe.called(call)));
      return all;
    });

    expect(found).toEqual([]);
  }, 280_000);

  it('no policy can be broken without a difference', async () => {
    const all = await policyMutants(probe.client);
    const mutants = await probe.within(async () => {
      const done: Killed[] = [];
      for (const { what, sql, cells } of all) done.push({ what, killedBy: await broken(sql, cells.map((cell) => () => probe.differences(cell, true))) });
      return done;
    });
    report('policies', mutants);
    tried.push(...mutants);

    expect(mutants.length).toBeGreaterThan(900);
    expect(survivors(mutants)).toEqual([]);
  }, 280_000);

  it('no check of such a function can be removed without a difference', async () => {
    const all = await functionMutants(probe.client);
    const mutants = await probe.within(async () => {
      const done: Killed[] = [];
      for (const { what, sql, service, of } of all) done.push({ what, killedBy: await broken(sql, calls.filter((call) => call.service === service && call.of === of).map((call) => () => probe.called(call, true))) });
      return done;
    });
    report('functions', mutants);
    tried.push(...mutants);
    const there = await definers(probe.client);
    const mutated = all.map(({ service, of }) => `${service}.${of}`);
    const name = (one: string): string => one.split('.')[1]!;

    expect(survivors(mutants)).toEqual([]);
    expect(there.filter((one) => !mutated.includes(one) && !withoutChecks[name(one)])).toEqual([]);
    expect(Object.keys(withoutChecks).filter((one) => !there.map(name).includes(one))).toEqual([]);
  }, 280_000);

  it('what is said to change nothing is still there, and nothing finds it', () => {
    const surviving = tried.filter(({ killedBy }) => killedBy === null).map(({ what }) => what);

    expect(Object.keys(equivalent).toSorted()).toEqual(surviving.toSorted());
  });
});
