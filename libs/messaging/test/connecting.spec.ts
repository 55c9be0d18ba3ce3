import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@knutpunkt/testing';
import { connectNats } from '../src/index.js';
import { BadLine } from './bad-line.js';
import { Platform } from './platform.js';

let platform: Platform;

beforeAll(async () => { platform = await Platform.start(['meetings']); }, 60_000);
afterAll(() => platform.stop(), 20_000);

it('makes a handshake again that was lost in the middle', async () => {
  const line = await BadLine.to(platform.server.port);
  line.toCut = 1;
  const nats = await connectNats({ servers: line.address, seed: platform.keys.meetings.seed, name: 'meetings' });

  expect(nats.isClosed()).toBe(false);
  expect(line.toCut).toBe(0);
  await nats.close();
  line.close();
}, 30_000);

it('is not made for ever where nobody is there', async () => {
  await expect(connectNats({ servers: '127.0.0.1:1', seed: platform.keys.meetings.seed, name: 'meetings' })).rejects.toThrow();
});

it('sends no question to one whose line was lost without a word', async () => {
  const line = await BadLine.to(platform.server.port);
  const lost = await connectNats({ servers: line.address, seed: platform.keys.meetings.seed, name: 'meetings' });
  lost.subscribe('op.meetings.upcoming', { queue: 'meetings', callback: (_, message) => { message.respond('here'); } });
  await lost.flush();
  const gateway = await platform.nats('gateway');
  expect((await gateway.request('op.meetings.upcoming', '', { timeout: 2_000 })).string()).toBe('here');

  line.lose();

  // The server says at once that nobody is there, where before it let the question wait.
  await eventually(async () => {
    const failure = await gateway.request('op.meetings.upcoming', '', { timeout: 1_000 }).then(() => undefined, (error: Error) => error);
    expect(`${failure?.name} ${failure?.message}`).toMatch(/no ?responders/i);
  }, 20_000);
  line.close();
  await lost.close();
}, 40_000);
