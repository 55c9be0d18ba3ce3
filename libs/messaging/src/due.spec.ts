import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Db, Tx } from '@knutpunkt/persistence';
import { remindAt } from './due.js';
import { Timers } from './timers.js';

// No time passes here: what happens, happens because somebody was woken.
beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
afterEach(() => void jest.useRealTimers());

const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
const log = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined } as never;

/** Timers over a database in which nothing is due, and how often they have looked. */
function looking(): { timers: Timers; looked: () => number } {
  let times = 0;
  const db = { work: () => { times += 1; return Promise.resolve({ rows: [], pause: 1_000 }); } } as unknown as Db;
  return { timers: new Timers({ db, log, schedule: [] }, new Map()), looked: () => times };
}

/** A transaction, and what it does when it has been committed. */
function open(): { tx: Tx; commit: () => void } {
  const rings: (() => void)[] = [];
  return { tx: { query: () => Promise.resolve([]), afterCommit: (ring) => void rings.push(ring), commitAlong: () => Promise.resolve() }, commit: () => rings.forEach((ring) => ring()) };
}

describe('what is planned', () => {
  it.each([['for now', 0, 2], ['for what is over', -60_000, 2], ['for later', 60_000, 1]])('%s wakes whoever does it, once it is committed, only where it is due', async (_, ahead, looks) => {
    const { timers, looked } = looking();
    timers.start();
    await settled();
    const { tx, commit } = open();
    await remindAt(tx, { kind: 'end-of-agreement', subjectId: 'a', at: new Date(Date.now() + ahead) });
    await settled();
    expect(looked()).toBe(1);

    commit();
    await settled();
    expect(looked()).toBe(looks);
    await timers.stop();
  });

  it('wakes nobody who has stopped', async () => {
    const { timers, looked } = looking();
    timers.start();
    await settled();
    await timers.stop();
    const { tx, commit } = open();
    await remindAt(tx, { kind: 'end-of-agreement', subjectId: 'a', at: new Date() });
    commit();
    await settled();

    expect(looked()).toBe(1);
  });
});
