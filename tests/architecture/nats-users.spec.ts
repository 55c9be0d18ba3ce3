import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errors, type NatsConnection } from '@nats-io/transport-node';
import { consumers, durableOf, eventTypes, operations, streamOf, subjectOf, type ServiceName } from '@knutpunkt/contracts';
import { bellOf, inboxOf, publishers } from '@knutpunkt/messaging';
import { TestHub } from '@knutpunkt/testing';
import { pairs, serviceNames } from './services.js';

let hub: TestHub;
const as = {} as Record<ServiceName, NatsConnection>;

beforeAll(async () => {
  hub = await TestHub.start([]);
  for (const service of serviceNames) as[service] = await hub.nats(service);
}, 120_000);
afterAll(() => hub?.stop());

/** Asks; what is refused never leaves, and what is allowed has an answer, or nobody to give one. */
async function mayPublish(service: ServiceName, subject: string): Promise<boolean> {
  const failure = await as[service].request(subject, '', { timeout: 1_000 }).then(() => undefined, (error: Error) => error);
  return !((failure as { cause?: unknown } | undefined)?.cause instanceof errors.PermissionViolationError);
}

async function mayListen(service: ServiceName, subject: string): Promise<boolean> {
  let refusal: Error | null = null;
  const subscription = as[service].subscribe(subject, { callback: (error) => { refusal ??= error; } });
  await as[service].flush();
  await new Promise(setImmediate);
  subscription.unsubscribe();
  return refusal === null;
}

const allowed = async (subjects: readonly string[], may: (subject: string) => Promise<boolean>): Promise<string[]> =>
  (await Promise.all(subjects.map(async (subject) => ((await may(subject)) ? [subject] : [])))).flat();

/** What only this service may say: its events, its bell, and what it asks and tells JetStream as a listener. */
const voiceOf = (service: ServiceName): string[] => [
  ...eventTypes.filter((type) => type.service === service).map((type) => type.subject),
  ...(publishers.includes(service) ? [bellOf(service), `$JS.API.STREAM.INFO.${streamOf(service)}`] : []),
  ...consumers.filter((consumer) => consumer.service === service).flatMap((consumer) => {
    const place = `${streamOf(consumer.of)}.${durableOf(consumer)}`;
    return [...['INFO', 'MSG.NEXT'].map((call) => `$JS.API.CONSUMER.${call}.${place}`), `$JS.ACK.${place}.1.1.1.1.0`];
  }),
];

const answersOf = (service: ServiceName): string[] => operations.filter((op) => op.service === service).map(subjectOf);

describe('in NATS', () => {
  it.each(pairs)('%s may not speak for %s', async (service, other) => {
    expect(await allowed(voiceOf(other), (subject) => mayPublish(service, subject))).toEqual([]);
  });

  it.each(pairs.filter(([service]) => service !== 'gateway'))('%s may not ask %s: only the gateway asks', async (service, other) => {
    expect(await allowed(answersOf(other), (subject) => mayPublish(service, subject))).toEqual([]);
  });

  it.each(pairs)('%s may not listen in on %s', async (service, other) => {
    const subjects = [`op.${other}.>`, ...answersOf(other), `evt.${other}.>`, `${inboxOf(other)}.>`, bellOf(other)];

    expect(await allowed(subjects, (subject) => mayListen(service, subject))).toEqual([]);
  });

  it.each(serviceNames)('%s makes, changes, reads and empties no stream or consumer', async (service) => {
    const calls = publishers.flatMap((other) => ['CREATE', 'UPDATE', 'DELETE', 'PURGE', 'MSG.GET', 'MSG.DELETE', 'SNAPSHOT'].map((call) => `$JS.API.STREAM.${call}.${streamOf(other)}`));
    const listeners = consumers.flatMap((consumer) => ['CREATE', 'DELETE'].map((call) => `$JS.API.CONSUMER.${call}.${streamOf(consumer.of)}.${durableOf(consumer)}`));
    const direct = publishers.map((other) => `$JS.API.DIRECT.GET.${streamOf(other)}`);

    expect(await allowed([...calls, ...listeners, ...direct, '$JS.API.STREAM.NAMES', '$JS.API.INFO', '$SYS.REQ.SERVER.PING'], (subject) => mayPublish(service, subject))).toEqual([]);
  });

  it.each(serviceNames)('%s may hear what is its own', async (service) => {
    const subjects = [`${inboxOf(service)}.>`, ...answersOf(service), ...(publishers.includes(service) ? [bellOf(service)] : [])];

    expect(await allowed(subjects, (subject) => mayListen(service, subject))).toEqual(subjects);
  });

  it.each(serviceNames.filter((service) => voiceOf(service).length > 0))('%s may say what is its own', async (service) => {
    expect(await allowed(voiceOf(service), (subject) => mayPublish(service, subject))).toEqual(voiceOf(service));
  });
});
