import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { jetstream, type PubAck } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { MeetingDescribed, MeetingScheduled, type Envelope } from '@knutpunkt/contracts';
import type { Db } from '@knutpunkt/persistence';
import { eventually } from '@knutpunkt/testing';
import { Outbox, OutboxRelay, dropDeadLetter, envelopeFor, listDeadLetters, messagingStats, retryDeadLetter, type DeadLetter, type Messaging } from '../src/index.js';
import { aLog, effectsOn, notifications } from './listening.js';
import { aFact, tell } from './meetings.js';
import { Platform } from './platform.js';

let platform: Platform;
let meetingsDb: Db;
let db: Db;
let nats: NatsConnection;
let meetingsNats: NatsConnection;
let outbox: Outbox;
let relay: OutboxRelay;
let listening: Messaging | undefined;
let broken: (event: { subject: string; aggregateversion: number }) => boolean;

const listen = async (): Promise<Messaging> => {
  listening = notifications(db, nats, async (event) => { if (broken(event)) throw new Error('a fault in the handler'); });
  listening.start();
  return listening;
};

/** Past the outbox, as only the owner's key can. */
const send = (message: unknown, subject = MeetingScheduled.subject): Promise<PubAck> => jetstream(meetingsNats).publish(subject, JSON.stringify(message));

const described = (id: string, version: number): Envelope => envelopeFor(MeetingDescribed, aFact(id, version));

const lettersOn = async (id: string): Promise<DeadLetter[]> => (await listDeadLetters(db)).filter((letter) => letter.subject === id);

const dead = (id: string): Promise<DeadLetter> => eventually(async () => {
  const [letter] = (await lettersOn(id)).filter(({ state }) => state === 'dead');
  expect(letter).toBeDefined();
  return letter!;
});

const settled = (about: string, versions: number[]): Promise<void> => eventually(async () => expect(await effectsOn(db, about)).toEqual(versions));

beforeAll(async () => {
  platform = await Platform.start(['meetings', 'notifications']);
  [meetingsDb, db, nats, meetingsNats] = [await platform.db('meetings'), await platform.db('notifications'), await platform.nats('notifications'), await platform.nats('meetings')];
  outbox = new Outbox('meetings', meetingsNats);
  relay = new OutboxRelay({ service: 'meetings', db: meetingsDb, nats: meetingsNats, log: aLog() });
  relay.start();
}, 120_000);

afterEach(async () => {
  await listening?.stopReceiving();
  listening = undefined;
});

afterAll(async () => {
  await relay?.stop();
  await platform?.stop();
});

beforeEach(() => {
  broken = () => false;
});

describe('an event', () => {
  it('reaches its handler once, in the order of its meeting', async () => {
    await listen();
    const id = randomUUID();

    await tell(meetingsDb, outbox, [id, 1, 2]);
    await tell(meetingsDb, outbox, [id, 3]);

    await settled(id, [1, 2, 3]);
  });

  it('is not told when its transaction fails', async () => {
    await listen();
    const [id, other] = [randomUUID(), randomUUID()];

    await expect(meetingsDb.work('test', async (tx) => {
      await outbox.publish(tx, MeetingScheduled, aFact(id, 1));
      throw new Error('rolled back');
    })).rejects.toThrow('rolled back');
    await tell(meetingsDb, outbox, [other, 1]);

    await settled(other, [1]);
    expect(await effectsOn(db, id)).toEqual([]);
  });

  it('has no effect when it is delivered a second time', async () => {
    await listen();
    const id = randomUUID();
    const envelope = envelopeFor(MeetingScheduled, aFact(id, 1));

    await send(envelope);
    await send(envelope);
    await tell(meetingsDb, outbox, [id, 2]);

    await settled(id, [1, 2]);
  });

  it('that comes before its predecessor waits for it', async () => {
    await listen();
    const id = randomUUID();

    await send(described(id, 3), MeetingDescribed.subject);
    await send(described(id, 2), MeetingDescribed.subject);
    await eventually(async () => expect(await lettersOn(id)).toHaveLength(2));
    await send(envelopeFor(MeetingScheduled, aFact(id, 1)));

    await settled(id, [1, 2, 3]);
    await eventually(async () => expect(await lettersOn(id)).toEqual([]));
  });

  it('older than the one applied is passed over', async () => {
    await listen();
    const id = randomUUID();
    await tell(meetingsDb, outbox, [id, 1, 2]);
    await settled(id, [1, 2]);

    await send(described(id, 2), MeetingDescribed.subject);
    await tell(meetingsDb, outbox, [id, 3]);

    await settled(id, [1, 2, 3]);
  });

  it('told once more, at the version that it has, changes nothing', async () => {
    await listen();
    const id = randomUUID();
    await tell(meetingsDb, outbox, [id, 1]);

    await meetingsDb.work('test', (tx) => outbox.republish(tx, MeetingScheduled, aFact(id, 1)));
    await tell(meetingsDb, outbox, [id, 2]);

    await settled(id, [1, 2]);
  });

  it('has a version of its own: a second event of a version is refused before it is told', async () => {
    const id = randomUUID();
    await tell(meetingsDb, outbox, [id, 1]);

    await expect(tell(meetingsDb, outbox, [id, 1])).rejects.toMatchObject({ code: '23505' });
  });

  it('with properties unknown here is understood', async () => {
    await listen();
    const id = randomUUID();
    const envelope = envelopeFor(MeetingScheduled, aFact(id, 1));

    await send({ ...envelope, later: 1, data: { ...envelope.data, later: { deep: true } } });

    await settled(id, [1]);
  });
});

describe('a handler that fails', () => {
  it('is tried again, and its event has one effect', async () => {
    await listen();
    const id = randomUUID();
    let failures = 2;
    broken = ({ subject }) => subject === id && failures-- > 0;

    await tell(meetingsDb, outbox, [id, 1, 2]);

    await settled(id, [1, 2]);
  });

  it('for good leaves a dead letter that holds up its own meeting and no other', async () => {
    await listen();
    const [poisoned, sound] = [randomUUID(), randomUUID()];
    broken = ({ subject, aggregateversion }) => subject === poisoned && aggregateversion === 2;

    await tell(meetingsDb, outbox, [poisoned, 1, 2, 3]);
    await tell(meetingsDb, outbox, [sound, 1, 2]);

    await settled(sound, [1, 2]);
    expect(await dead(poisoned)).toMatchObject({ source: 'meetings', version: 2, attempts: 4, reason: 'Error', type: MeetingDescribed.type });
    expect(await effectsOn(db, poisoned)).toEqual([1]);
    expect((await messagingStats(db)).inbox['meetings']).toMatchObject({ waiting: 1, dead: 1 });
  });

  it('goes on where it stopped when its dead letter is tried again', async () => {
    await listen();
    const id = randomUUID();
    broken = ({ subject }) => subject === id;
    await tell(meetingsDb, outbox, [id, 1, 2]);
    const letter = await dead(id);

    broken = () => false;
    expect(await retryDeadLetter(db, letter)).toBe(true);

    await settled(id, [1, 2]);
    expect(await retryDeadLetter(db, letter)).toBe(false);
  });

  it('is passed over when its dead letter is dropped', async () => {
    await listen();
    const id = randomUUID();
    broken = ({ subject, aggregateversion }) => subject === id && aggregateversion === 1;
    await tell(meetingsDb, outbox, [id, 1, 2]);
    const letter = await dead(id);

    expect(await dropDeadLetter(db, letter)).toBe(true);

    await settled(id, [2]);
  });
});

describe('a message that cannot be read', () => {
  it.each([
    ['not JSON', () => '{"half":'],
    ['not an event', () => '[]'],
    ['bytes that are no text', () => new Uint8Array([0, 255, 254, 0])],
    ['of an aggregate that is no id', () => JSON.stringify({ ...envelopeFor(MeetingScheduled, aFact(randomUUID(), 1)), subject: `\ud800${randomUUID()}` })],
  ])('is a dead letter when it is %s, and the next is handled', async (_, bytes) => {
    await listen();
    const id = randomUUID();
    const deadBefore = (await listDeadLetters(db)).filter((letter) => letter.reason === 'not an event').length;

    await jetstream(meetingsNats).publish(MeetingScheduled.subject, bytes());
    await tell(meetingsDb, outbox, [id, 1]);

    await settled(id, [1]);
    await eventually(async () => expect((await listDeadLetters(db)).filter((letter) => letter.reason === 'not an event')).toHaveLength(deadBefore + 1));
  });

  it.each<[string, object]>([['a NUL in its data', { data: { a: '\0' } }], ['half a character in its data', { data: { a: '\ud800' } }], ['a version past what is counted', { aggregateversion: 2 ** 40 }]])('is a dead letter when the inbox cannot hold it: %s', async (_, change) => {
    await listen();
    const held = async (): Promise<number> => (await listDeadLetters(db)).filter((letter) => letter.reason === 'not to be held').length;
    const before = await held();
    await send({ ...envelopeFor(MeetingScheduled, aFact(randomUUID(), 1)), ...change }, MeetingScheduled.subject);

    await eventually(async () => expect(await held()).toBe(before + 1));
  });

  it.each([
    ['is of a type that nobody declared', (e: Envelope) => ({ ...e, type: 'se.knutpunkt.meetings.meeting.exploded.v1' }), 'evt.meetings.meeting.exploded.v1', 'unknown type'],
    ['says another type than its subject', (e: Envelope) => e, MeetingDescribed.subject, 'unknown type'],
    ['lacks data of its type', (e: Envelope) => ({ ...e, data: {} }), MeetingScheduled.subject, 'data not of its type'],
  ])('is a dead letter when it %s', async (_, change, subject, reason) => {
    await listen();
    const id = randomUUID();

    await send(change(envelopeFor(MeetingScheduled, aFact(id, 1))), subject);

    expect(await dead(id)).toMatchObject({ version: 1, reason });
    expect(await effectsOn(db, id)).toEqual([]);
  });
});
