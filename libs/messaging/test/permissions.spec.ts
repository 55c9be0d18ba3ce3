import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errors, type NatsConnection } from '@nats-io/transport-node';
import { bellOf, connectNats, natsUsers, newNkeys, type NatsUser } from '../src/index.js';
import { Platform } from './platform.js';

let platform: Platform;
const as: Partial<Record<NatsUser, NatsConnection>> = {};

beforeAll(async () => {
  platform = await Platform.start([]);
  for (const user of natsUsers) as[user] = await platform.nats(user);
}, 120_000);

afterAll(() => platform?.stop());

/** Asks; nobody answers what is allowed, and what is refused never leaves. */
async function mayPublish(user: NatsUser, subject: string): Promise<boolean> {
  const failure = await as[user]!.request(subject, '', { timeout: 2_000 }).then(() => undefined, (error: Error) => error);
  return !((failure as { cause?: unknown } | undefined)?.cause instanceof errors.PermissionViolationError);
}

async function maySubscribe(user: NatsUser, subject: string): Promise<boolean> {
  let refusal: Error | null = null;
  const subscription = as[user]!.subscribe(subject, { callback: (error) => { refusal ??= error; } });
  await as[user]!.flush();
  await new Promise(setImmediate);
  subscription.unsubscribe();
  return refusal === null;
}

const consumerOf = (stream: string, durable: string, call: string): string => `$JS.API.CONSUMER.${call}.${stream}.${durable}`;

describe('in NATS', () => {
  it.each<[NatsUser, string]>([
    ['gateway', 'op.meetings.schedule-meeting'], ['meetings', 'evt.meetings.meeting.scheduled.v1'], ['meetings', bellOf('meetings')], ['meetings', '$JS.API.STREAM.INFO.MEETINGS'],
    ['notifications', consumerOf('MEETINGS', 'notifications-meetings', 'INFO')], ['notifications', 'live.person'], ['directory', 'pulse.directory'], ['ops', '$JS.API.STREAM.INFO.MEETINGS'],
  ])('%s may publish to %s', async (user, subject) => {
    expect(await mayPublish(user, subject)).toBe(true);
  });

  it.each<[NatsUser, string]>([
    ['gateway', 'evt.meetings.meeting.scheduled.v1'], ['gateway', '$JS.API.STREAM.INFO.MEETINGS'], ['gateway', 'live.person'], ['gateway', bellOf('meetings')],
    ['meetings', 'op.directory.groups'], ['meetings', 'evt.directory.person.changed.v1'], ['meetings', bellOf('directory')], ['meetings', 'pulse.directory'],
    ['meetings', '$JS.API.STREAM.DELETE.MEETINGS'], ['meetings', '$JS.API.STREAM.PURGE.MEETINGS'], ['meetings', '$JS.API.STREAM.MSG.GET.DIRECTORY'], ['meetings', '$JS.API.STREAM.MSG.GET.MEETINGS'],
    ['meetings', '$JS.API.CONSUMER.CREATE.MEETINGS'], ['meetings', consumerOf('MEETINGS', 'notifications-meetings', 'MSG.NEXT')], ['meetings', '$JS.ACK.MEETINGS.notifications-meetings.1.1.1.1.0'],
    ['notifications', 'evt.meetings.meeting.scheduled.v1'], ['notifications', consumerOf('DIRECTORY', 'meetings-directory', 'MSG.NEXT')], ['notifications', consumerOf('MEETINGS', 'notifications-meetings', 'DELETE')],
    ['notifications', '_INBOX.gateway.1'], ['directory', '$JS.API.STREAM.NAMES'], ['directory', '$SYS.REQ.SERVER.PING'],
    ['ops', 'evt.meetings.meeting.scheduled.v1'], ['ops', 'op.meetings.schedule-meeting'], ['ops', '$JS.API.STREAM.DELETE.MEETINGS'], ['ops', '$JS.API.STREAM.MSG.DELETE.MEETINGS'],
  ])('%s may not publish to %s', async (user, subject) => {
    expect(await mayPublish(user, subject)).toBe(false);
  });

  it.each<[NatsUser, string]>([
    ['gateway', 'live.>'], ['gateway', '_INBOX.gateway.>'], ['meetings', 'op.meetings.schedule-meeting'], ['meetings', 'pulse.directory'], ['meetings', bellOf('meetings')],
  ])('%s may listen to %s', async (user, subject) => {
    expect(await maySubscribe(user, subject)).toBe(true);
  });

  it.each<[NatsUser, string]>([
    ['gateway', 'op.>'], ['gateway', 'evt.>'], ['gateway', '>'], ['meetings', 'op.directory.>'], ['meetings', 'evt.meetings.>'], ['meetings', 'live.>'], ['meetings', '_INBOX.gateway.>'],
    ['meetings', '_INBOX.>'], ['meetings', '$JS.EVENT.>'], ['notifications', 'op.meetings.>'], ['notifications', '>'], ['directory', '$SYS.>'], ['ops', 'evt.>'], ['ops', 'op.>'], ['ops', '_INBOX.meetings.>'],
  ])('%s may not listen to %s', async (user, subject) => {
    expect(await maySubscribe(user, subject)).toBe(false);
  });

  it('a service answers what it was asked, and only the one who asked hears it', async () => {
    const subscription = as.meetings!.subscribe('op.meetings.upcoming', { queue: 'meetings', callback: (_, message) => { message.respond('three'); } });
    await as.meetings!.flush();

    const answer = await as.gateway!.request('op.meetings.upcoming', '', { timeout: 2_000 });

    expect(answer.string()).toBe('three');
    subscription.unsubscribe();
  });

  it('a stranger\'s key is refused', async () => {
    await expect(connectNats({ servers: platform.server.url, seed: newNkeys().meetings.seed, name: 'meetings' })).rejects.toThrow(/authorization/i);
  });

  it('another\'s name gains nothing: the key says who it is', async () => {
    const impostor = await connectNats({ servers: platform.server.url, seed: platform.keys.notifications.seed, name: 'meetings' });

    const failure = await impostor.request('evt.meetings.meeting.scheduled.v1', '', { timeout: 2_000 }).then(() => undefined, (error: Error) => error);

    expect((failure as { cause?: unknown }).cause).toBeInstanceOf(errors.PermissionViolationError);
    await impostor.close();
  });
});
