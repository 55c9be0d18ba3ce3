import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import fc from 'fast-check';
import { durableOf, streamOf, type Consumer, type Envelope, type EventType, type ServiceName } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { meetingIn } from '../leaks/scene.js';
import { settledSnapshot } from '../leaks/snapshot.js';
import { changed, example, heard, listenersTo, unreadable, type Message } from './events.js';
import { FuzzedHub } from './fuzzed-hub.js';
import { only, portion, progress, runs, seed } from './setting.js';
import { summed, type Written } from './written.js';

let hub: FuzzedHub;
let ops: JetStreamManager;
const publishers = new Map<ServiceName, JetStreamClient>();

beforeAll(async () => {
  progress(`seed ${seed}; ${heard.length} event types`);
  hub = await FuzzedHub.start('silent');
  for (const service of new Set(heard.map((type) => type.service))) publishers.set(service, jetstream(await hub.leaks.hub.nats(service)));
  await settledSnapshot(hub.leaks.hub);
  ops = await jetstreamManager(await hub.leaks.hub.nats('ops'));
}, 120_000);
afterAll(async () => {
  if (hub) process.stdout.write(`\n${hub.report.text('Broken messages, by event type and what became of them')}`);
  await hub?.stop();
});

async function publish(service: ServiceName, { subject, body }: Pick<Message, 'subject' | 'body'>): Promise<void> {
  await publishers.get(service)!.publish(subject, body, { msgID: randomUUID() });
}

/** Resolves when a consumer has taken everything and holds nothing: a message that comes again and again never ends. */
const taken = (consumer: Consumer): Promise<void> => eventually(async () => {
  const { num_pending: pending, num_ack_pending: held } = await ops.consumers.info(streamOf(consumer.of), durableOf(consumer));
  if (pending + held > 0) throw new Error(`${durableOf(consumer)} has ${pending} to take and holds ${held}`);
}, 20_000);

const idOf = ({ body }: Message): string[] => {
  const hash = createHash('sha256').update(body).digest('base64url');
  const id = /"id":"([0-9a-f-]{36})"/.exec(body.toString())?.[1];
  return id ? [id, hash] : [hash];
};

interface Kept { readonly event_id: string; readonly state: string; readonly reason: string | null; readonly aggregate_id: string }
const inbox = ({ service, name }: Consumer, ids: readonly string[]): Promise<Kept[]> => hub.leaks.hub.asAdmin<Kept>(service, 'select event_id, state, reason, aggregate_id from inbox where consumer = $1 and event_id = any($2)', [name, ids]);

/** What a service keeps of the messages themselves, and what it does of its own accord whatever comes. */
const bookkeeping = /\.(inbox|inbox_positions|outbox|relayed_to|due|leaders\w*|live_positions|idempotency_keys)$/;
const beside = (written: readonly Written[]): string => summed(written.filter(({ place }) => !bookkeeping.test(place)));

const types = heard.filter((type) => only === undefined || type.type === only);
const named = types.map((type, turn) => [type.type.replace('se.knutpunkt.', ''), type, turn] as const);

describe('what nobody can read', () => {
  it.each(named)('as %s is one dead letter for each listener, and changes nothing', async (name, type, turn) => {
    await hub.ledger.since();
    const messages = portion(unreadable(type), turn);
    for (const message of messages) await publish(type.service, message);

    for (const consumer of listenersTo(type)) {
      const ends = await eventually(async () => {
        await taken(consumer);
        const kept = await inbox(consumer, messages.flatMap(idOf));
        const found = messages.map((message) => `${message.what}: ${kept.filter(({ event_id: id }) => idOf(message).includes(id)).map(({ state }) => state).join(', ')}`);
        expect(found).toEqual(messages.map(({ what }) => `${what}: dead`));
        return found;
      }, 20_000);
      ends.forEach((end) => hub.report.note(name, end.split(': ')[1]!));
    }
    expect(beside(await hub.ledger.since())).toBe('');
  }, 120_000);
});

describe('what is changed at random', () => {
  it.each(named)('as %s is applied, waits or is a dead letter, once for each listener, and never comes again', async (name, type) => {
    const data = fc.sample(changed(type), { seed, numRuns: runs });
    const sent = data.map((one) => ({ ...example(type), data: one }));
    for (const envelope of sent) await publish(type.service, { subject: type.subject, body: JSON.stringify(envelope) });

    for (const consumer of listenersTo(type)) {
      // A consumer that has nothing to take may not have seen yet what the stream has.
      const kept = await eventually(async () => {
        await taken(consumer);
        const rows = await inbox(consumer, sent.flatMap((envelope) => idOf({ what: '', subject: '', body: JSON.stringify(envelope) })));
        expect(rows).toHaveLength(sent.length);
        return rows;
      }, 20_000);
      kept.forEach(({ state }) => hub.report.note(name, state));
    }
  }, 120_000);
});

describe('the order of an aggregate', () => {
  const inboxOf = async (type: EventType, sent: readonly Envelope[]): Promise<Record<string, string[]>> => {
    for (const envelope of sent) await publish(type.service, { subject: type.subject, body: JSON.stringify(envelope) });
    const ends: Record<string, string[]> = {};
    for (const consumer of listenersTo(type)) {
      await taken(consumer);
      const kept = await inbox(consumer, sent.map(({ id }) => id));
      ends[durableOf(consumer)] = kept.map(({ state, reason, aggregate_id: aggregate }) => `${sent.findIndex(({ subject }) => subject === aggregate)} ${state} ${reason ?? ''}`.trim());
    }
    return ends;
  };
  const meetings = heard.find(({ type }) => type.endsWith('meeting.replied.v1'))!;

  it('waits for a gap, where every version is taken', async () => {
    const early = { ...example(meetings), aggregateversion: 5 };
    expect(await inboxOf(meetings, [early])).toEqual({ 'notifications-meetings': ['0 waiting early'] });
  });

  it('keeps the first of two messages with one id, whatever the second says', async () => {
    const first = { ...example(meetings), aggregateversion: 3 };
    await inboxOf(meetings, [first]);

    await inboxOf(meetings, [{ ...first, subject: randomUUID() }]);

    const [consumer] = listenersTo(meetings);
    expect(await inbox(consumer!, [first.id])).toEqual([expect.objectContaining({ aggregate_id: first.subject, state: 'waiting', reason: 'early' })]);
  });
});

it('and the matters of others go on as before', async () => {
  const { meetingId } = await meetingIn(hub.leaks, ['eva.kop', 'PROV-UNG']);
  await eventually(async () => expect(await hub.leaks.hub.asAdmin('notifications', 'select 1 from matters where id = $1', [meetingId])).toHaveLength(1));
  for (const service of hub.leaks.hub.running.values()) expect(await service.ready()).toMatchObject({ ready: true });
}, 60_000);
