import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TestHub } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';

let hub: TestHub;

beforeAll(async () => { hub = await TestHub.start([meetings]); }, 60_000);
afterAll(() => hub?.stop(), 20_000);

const metrics = async (): Promise<string> => (await fetch(`http://127.0.0.1:${hub.running.get('meetings')!.opsPort}/metrics`)).text();

it('counts the deadlines that could not be met among the figures that wake an operator', async () => {
  expect(await metrics()).toMatch(/^knutpunkt_due_dead\{.*\} 0$/m);
  await hub.asAdmin('meetings', "insert into due (kind, subject_id, at, state) values ('a-deadline', gen_random_uuid(), now(), 'dead')");

  expect(await metrics()).toMatch(/^knutpunkt_due_dead\{.*\} 1$/m);
  expect(await metrics()).toMatch(/^knutpunkt_due_late\{.*\} 0$/m);
});
