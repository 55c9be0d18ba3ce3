import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { keptLiveEvents } from '../src/migrations/1766000033000-create-live-events.js';
import { startNotifications, type NotificationsHub } from './hub.js';

const most = 300;
const others = 60;
const sara = randomUUID();

/** As many live events as are kept, for each of so many people and for one. */
const many = `
  with people as (select gen_random_uuid() as id from generate_series(1, $2::int) union all select $1::uuid),
  placed as (insert into live_positions select id, 2, $3::int from people)
  insert into live_events select id, 2, n, 'meeting', gen_random_uuid() from people, generate_series(1, $3::int) n`;

interface Explained { readonly 'QUERY PLAN': readonly [{ readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number } }] }

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());

const explained = 'explain (analyze, buffers, format json) select tell($1::jsonb)';

/** Pages of shared buffers that telling one person of two things touches, planned while eleven people had been told of little, and done when others have been told of much. */
async function told(personId: string): Promise<number> {
  const live = ['meeting', 'notification'].map((type) => ({ personId, level: 2, type, objectId: randomUUID() }));
  const rows = JSON.stringify({ inbox: [], mails: [], live });
  return (await all.hub.db('notifications')).work('test', async (tx) => {
    for (let time = 0; time < 3; time += 1) await tx.query('select tell($1::jsonb)', [rows]);
    await tx.query(many, [randomUUID(), others - 1, keptLiveEvents]);
    const { Plan } = (await tx.query<Explained>(explained, [rows]))[0]!['QUERY PLAN'][0];
    return Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'];
  });
}

it('telling somebody touches what that person is told, not what others have been told, and keeps as much as before', async () => {
  await all.hub.asAdmin('notifications', many, [sara, 0, keptLiveEvents]);
  await all.hub.asAdmin('notifications', many, [randomUUID(), 9, 400]);
  await all.hub.asAdmin('notifications', 'analyze');

  expect(await told(sara)).toBeLessThanOrEqual(most);
  const [kept] = await all.hub.asAdmin<{ first: string; many: string }>('notifications', 'select min(sequence) as first, count(*) as many from live_events where person_id = $1', [sara]);
  expect(kept).toEqual({ first: '9', many: String(keptLiveEvents) });
  const [rest] = await all.hub.asAdmin<{ many: string }>('notifications', 'select count(*) as many from live_events where person_id <> $1', [sara]);
  expect(Number(rest!.many)).toBe(10 * 400 + others * keptLiveEvents);
}, 60_000);
