import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '@knutpunkt/persistence';
import { eventually } from '@knutpunkt/testing';
import { cancelDue, listDeadLetters, messagingStats, remindAt, retryDeadLetter, type Due } from '../src/index.js';
import { dueHandlersOf } from '../src/handlers.js';
import { Timers } from '../src/timers.js';
import { aLog, effectsOn, noteEffect } from './listening.js';
import { Platform } from './platform.js';

let platform: Platform;
let db: Db;
let broken = false;
const running: Timers[] = [];

const soon = (milliseconds: number): Date => new Date(Date.now() + milliseconds);
const rung = (about: string, times: number): Promise<void> => eventually(async () => expect(await effectsOn(db, about)).toHaveLength(times));

function startTimers(): void {
  const handlers = dueHandlersOf([
    { kind: 'reminder', place: 'test', handle: async (due: Due, tx) => void (await noteEffect(tx, ['reminder', due.subjectId, 1])) },
    { kind: 'fragile', place: 'test', handle: async (due: Due, tx) => {
      await noteEffect(tx, ['fragile', due.subjectId, 1]);
      if (broken) throw new Error('a fault in the handler');
    } },
  ]);
  const timers = new Timers({ db, log: aLog(), schedule: [50, 100] }, handlers);
  timers.start();
  running.push(timers);
}

beforeAll(async () => {
  platform = await Platform.start(['meetings']);
  db = await platform.db('meetings');
  startTimers();
  startTimers();
}, 120_000);

afterAll(async () => {
  await Promise.all(running.map((timers) => timers.stop()));
  await platform?.stop();
});

describe('what is due', () => {
  it('is done once at its time, not before, by one of several replicas', async () => {
    const subjectId = randomUUID();
    const at = soon(400);

    await db.work('test', (tx) => remindAt(tx, { kind: 'reminder', subjectId, at }));
    await rung(subjectId, 1);

    expect(Date.now()).toBeGreaterThanOrEqual(at.getTime());
  });

  it('is not planned when its transaction fails', async () => {
    const [subjectId, other] = [randomUUID(), randomUUID()];

    await expect(db.work('test', async (tx) => {
      await remindAt(tx, { kind: 'reminder', subjectId, at: soon(0) });
      throw new Error('rolled back');
    })).rejects.toThrow();
    await db.work('test', (tx) => remindAt(tx, { kind: 'reminder', subjectId: other, at: soon(50) }));

    await rung(other, 1);
    expect(await effectsOn(db, subjectId)).toEqual([]);
  });

  it('is replaced by a later plan of the same kind, and cancelled', async () => {
    const [moved, cancelled, witness] = [randomUUID(), randomUUID(), randomUUID()];

    await db.work('test', async (tx) => {
      for (const subjectId of [moved, cancelled]) await remindAt(tx, { kind: 'reminder', subjectId, at: soon(300) });
      await remindAt(tx, { kind: 'reminder', subjectId: moved, at: soon(500) });
      await cancelDue(tx, { kind: 'reminder', subjectId: cancelled });
      await remindAt(tx, { kind: 'reminder', subjectId: witness, at: soon(900) });
    });

    await rung(witness, 1);
    await rung(moved, 1);
    expect(await effectsOn(db, cancelled)).toEqual([]);
  });

  it('that fails leaves no half effect, is tried again, and then is a dead letter that can be tried again', async () => {
    const subjectId = randomUUID();
    broken = true;
    await db.work('test', (tx) => remindAt(tx, { kind: 'fragile', subjectId, at: soon(0) }));

    const letter = await eventually(async () => {
      const [found] = (await listDeadLetters(db)).filter(({ subject, state }) => subject === subjectId && state === 'dead');
      expect(found).toMatchObject({ source: 'due', type: 'fragile', attempts: 3, reason: 'Error' });
      return found!;
    });
    expect(await effectsOn(db, subjectId)).toEqual([]);
    expect((await messagingStats(db)).due.dead).toBe(1);
    broken = false;
    expect(await retryDeadLetter(db, letter)).toBe(true);

    await rung(subjectId, 1);
  });

  it('of a kind that nobody takes is a dead letter', async () => {
    const subjectId = randomUUID();

    await db.work('test', (tx) => remindAt(tx, { kind: 'unknown', subjectId, at: soon(0) }));

    await eventually(async () => expect((await listDeadLetters(db)).find(({ subject }) => subject === subjectId)).toMatchObject({ state: 'dead', reason: 'NoHandlerOfKind' }));
  });

  it('can be planned but not read or changed by the role that serves people', async () => {
    const privileges = await platform.asAdmin<{ privilege_type: string }>('meetings', "select privilege_type from information_schema.role_table_grants where table_schema = 'meetings' and table_name = 'due' and grantee = 'meetings_api'");

    expect(privileges).toEqual([{ privilege_type: 'INSERT' }]);
  });
});
