import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isUnsafe, operations, type Operation } from '@knutpunkt/contracts';
import { FuzzedHub, requireFaultless, sceneOf } from './fuzzed-hub.js';
import { inputsOf, type Fields, type KnownIds } from './inputs.js';
import { bodies, changesTo } from './mutations.js';
import { only, portion, progress, replay, runs, seed } from './setting.js';
import { versionFor } from './versions.js';
import { requestFor } from './wire.js';

const perRound = 5;
const rounds = Math.ceil(runs / perRound);
/** So many operations share a meeting: one of them may cancel it, and the others would meet nothing but that. */
const perScene = 12;
const shrinking = 30_000;
const asked = operations.filter((op) => op.routed && (only === undefined || op.name === only));

let hub: FuzzedHub;
let known: KnownIds;
const tokens: string[] = [];


beforeAll(async () => {
  progress(`seed ${seed}; ${asked.length} operations, ${runs} made-up questions each and up to ${bodies.length} damaged bodies`);
  hub = await FuzzedHub.start();
}, 120_000);
afterAll(async () => {
  if (hub) process.stdout.write(`\n${hub.report.text('Bad input over HTTP, by operation and status')}`);
  await hub?.stop();
});

/** Who can do most of it: tokens last five minutes. */
const askers = ['eva.kop', 'sven.pol', 'admin.kop'] as const;
const askersOf = (op: Operation): fc.Arbitrary<number> => fc.constantFrom(...(/members|nomin|agree|organisations|access|administration|reviews/.test(op.path) ? [2, 2, 0] : [0, 0, 0, 0, 1]));

/** In an order of the seed's, so that each operation meets what different others left behind. */
const shuffled = (round: number): Operation[] => fc.sample(fc.shuffledSubarray([...asked], { minLength: asked.length }), { seed: seed + round, numRuns: 1 })[0]!;

async function question(op: Operation, [input, asker, stale]: [Fields, number, boolean]): Promise<void> {
  const ifMatch = op.ifMatch ? (stale ? 's1.c1' : `"${await versionFor(hub.leaks.url, op, { known, token: tokens[asker]! }) ?? 's1.c1'}"`) : undefined;
  requireFaultless(await hub.ask(op, requestFor(op, input, { token: tokens[asker]!, ifMatch })));
}

const madeUp = (op: Operation): fc.Arbitrary<Fields> => {
  const allowed = inputsOf(op, known);
  return fc.oneof({ weight: 2, arbitrary: allowed }, { weight: 3, arbitrary: fc.tuple(allowed, changesTo(Object.keys(op.input.shape))).map(([input, change]) => change(input)) });
};

interface Part { readonly round: number; readonly at: number; readonly ops: readonly Operation[] }

const parts = Array.from({ length: rounds }, (_, round) => shuffled(round)).flatMap((ops, round): Part[] =>
  Array.from({ length: Math.ceil(ops.length / perScene) }, (_, at) => ({ round, at, ops: ops.slice(at * perScene, (at + 1) * perScene) })));

describe.each(parts)('in round $round, part $at', ({ round, at, ops }) => {
  beforeAll(async () => {
    tokens.splice(0, 3, ...await Promise.all(askers.map((username) => hub.leaks.token(username))));
    known = await sceneOf(hub.leaks, at % 2 === 0 ? 'sender' : 'receiver');
    if (at === 0) progress(`round ${round + 1} of ${rounds}, ${hub.report.questions} questions so far`);
  }, 60_000);

  it.each(ops.map((op) => [op.name, op] as const))('%s answers as it declares, and writes nothing where it refuses', async (name, op) => {
    const property = fc.asyncProperty(madeUp(op), askersOf(op), fc.boolean(), (...made) => question(op, made));
    const { failed, counterexample, errorInstance, numShrinks } = await fc.check(property, { seed: seed + round, numRuns: Math.min(perRound, runs), interruptAfterTimeLimit: shrinking, markInterruptAsFailure: false });
    if (failed) throw new Error(`${(errorInstance as Error | null)?.message}\nas ${askers[counterexample?.[1] ?? 0]}, after ${numShrinks} steps towards the smallest; again with: ${replay(name)}`);
  }, 120_000);
});

describe('a damaged body', () => {
  it.each(asked.filter(isUnsafe).map((op, turn) => [op.name, op, turn] as const))('of %s is answered as declared', async (_, op, turn) => {
    const input = fc.sample(inputsOf(op, known), { seed, numRuns: 1 })[0]!;
    for (const [, written] of portion(bodies, turn)) requireFaultless(await hub.ask(op, requestFor(op, input, { token: tokens[0]!, ifMatch: op.ifMatch ? 's1.c1' : undefined }, written)));
  }, 60_000);

  it('has changed no prototype of the process that reads it', () => {
    expect([({} as Record<string, unknown>)['polluted'], Object.keys(Object.prototype)]).toEqual([undefined, []]);
  });
});
