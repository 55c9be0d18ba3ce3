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
  /** Why changes were refused that may be made. */
  readonly refusals: readonly string[];
  readonly unknown: number;
  readonly again: number;
  /** How many were answered with 500 before they were asked again. */
  readonly failed: number;
  readonly settledAfter: number;
  /** What was met last of all. */
  readonly last: string;
  /** The promises that are broken, with some of what breaks them. */
  readonly broken: Record<string, readonly unknown[]>;
}

/** A check goes on for so long, so that a row that takes too long also says what came in the end. */
export const settling = 90_000;
const usual = 10;

/** How many seconds after its end a trial may take, with no hand laid on, until everything is done. */
export const allowed = ({ faults }: Trial): number => Math.max(usual, ...faults.map(({ settles }) => settles?.within ?? usual));

const before = 60;

export interface Scene {
  readonly platform: Platform;
  readonly history: History;
  readonly users: readonly VirtualUser[];
  /** One change by each user in this many milliseconds. */
  readonly every: number;
}

const count = (history: History): Pick<Row, 'acknowledged' | 'refusals' | 'unknown' | 'again' | 'failed'> => ({
  acknowledged: history.of('ok').length, refusals: history.of('refused').filter(({ forgivable }) => !forgivable).map(({ why }) => why ?? ''), unknown: history.of('unknown').length,
  again: [...history.again.values()].reduce((sum, n) => sum + n, 0), failed: history.again.get(500) ?? 0,
});

/** How many things break promises of a kind. */
const breaches = (broken: Row['broken'], kind: Breach): number => promises.filter(({ against }) => against.includes(kind)).reduce((sum, { name }) => sum + (broken[name]?.length ?? 0), 0);

/** Lets the users write, lets it go wrong in the middle of that, has them stop where it ends, and waits until every promise is kept. */
export async function tryOut({ name, faults }: Trial, { platform, history, users, every }: Scene, chance: Chance): Promise<Row> {
  const [told, begun] = [count(history), Date.now()];
  let stopped = false;
  const working = crowd(users, { every, stopped: () => stopped });
  await writingAgain(() => history.of('ok').length, before);
  let ended = 0;
  try {
    await Promise.all(faults.map((fault) => happen(fault, platform, chance)));
  } finally {
    [stopped, ended] = [true, Date.now()];
    // Also where a fault could not be done, nobody works on into the next row.
    await working;
  }
  const now = count(history);
  let last: readonly string[] = [];
  const broken = await settled(platform, history, ended + settling, (unmet) => { last = unmet; });
  const [acknowledged, settledAfter] = [now.acknowledged - told.acknowledged, (Date.now() - ended) / 1_000];
  return {
    name, acknowledged, perSecond: Math.round(acknowledged / ((ended - begun) / 1_000)), refusals: now.refusals.slice(told.refusals.length), unknown: now.unknown - told.unknown, again: now.again - told.again, failed: now.failed - told.failed, settledAfter, last: last.join('; '), broken,
    lost: breaches(broken, 'lost'), doubled: breaches(broken, 'doubled'), leaked: breaches(broken, 'leaked'), late: breaches(broken, 'late'),
  };
}
