import type { Chance } from './chance.js';
import { promises } from './checker.js';
import { crowd, settled } from './crowd.js';
import { happen, type Fault } from './fault.js';
import type { History } from './history.js';
import { writingAgain } from './nemesis.js';
import type { Platform } from './platform.js';
import type { Breach } from './promise.js';
import type { VirtualUser } from './virtual-user.js';

/** One fault, or some at once. */
export interface Trial {
  readonly name: string;
  readonly faults: readonly Fault[];
}

/** What was measured of a trial. Seconds are from the end of the fault. */
export interface Row extends Record<Breach, number> {
  readonly name: string;
  readonly acknowledged: number;
  readonly perSecond: number;
  readonly refused: number;
  readonly unknown: number;
  readonly again: number;
  readonly settledAfter: number;
  /** What was met last of all. */
  readonly last: string;
  /** The promises that are broken, with some of what breaks them. */
  readonly broken: Record<string, readonly unknown[]>;
}

/** At most this long after a fault, with no hand laid on, everything is done. A mail that was being sent when its sender died is taken over after half a minute. */
export const settling = 90_000;
const before = 60;

export interface Scene {
  readonly platform: Platform;
  readonly history: History;
  readonly users: readonly VirtualUser[];
  /** One change by each user in this many milliseconds. */
  readonly every: number;
}

const count = (history: History): { acknowledged: number; refused: number; unknown: number; again: number } => ({
  acknowledged: history.of('ok').length, refused: history.of('refused').filter(({ forgivable }) => !forgivable).length, unknown: history.of('unknown').length,
  again: [...history.again.values()].reduce((sum, n) => sum + n, 0),
});

/** How many things break promises of a kind. */
const breaches = (broken: Row['broken'], kind: Breach): number => promises.filter(({ against }) => against.includes(kind)).reduce((sum, { name }) => sum + (broken[name]?.length ?? 0), 0);

/** Lets the users write, lets it go wrong in the middle of that, has them stop where it ends, and waits until every promise is kept. */
export async function tryOut({ name, faults }: Trial, { platform, history, users, every }: Scene, chance: Chance): Promise<Row> {
  const [told, begun] = [count(history), Date.now()];
  let stopped = false;
  const working = crowd(users, { every, stopped: () => stopped });
  await writingAgain(() => history.of('ok').length, before);
  await Promise.all(faults.map((fault) => happen(fault, platform, chance))).finally(() => { stopped = true; });
  const ended = Date.now();
  await working;
  const now = count(history);
  let last: readonly string[] = [];
  const broken = await settled(platform, history, ended + settling, (unmet) => { last = unmet; });
  const [acknowledged, settledAfter] = [now.acknowledged - told.acknowledged, (Date.now() - ended) / 1_000];
  return {
    name, acknowledged, perSecond: Math.round(acknowledged / ((ended - begun) / 1_000)), refused: now.refused - told.refused, unknown: now.unknown - told.unknown, again: now.again - told.again, settledAfter, last: last.join('; '), broken,
    lost: breaches(broken, 'lost'), doubled: breaches(broken, 'doubled'), leaked: breaches(broken, 'leaked'), late: breaches(broken, 'late'),
  };
}
