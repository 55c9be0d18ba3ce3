import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aGroupIn, startNotifications, type NotificationsHub } from './hub.js';

const most = 150;

/** So many people more whom the directory knows, beside one of them. */
const many = `
  insert into people select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'home_id', 'many-' || n, 'unit_id', md5((n % 30)::text)::uuid, 'authority_id', md5((n % 30)::text)::uuid))).*
    from people p, generate_series(1, $2::int) n where p.id = $1`;

interface Explained { readonly 'QUERY PLAN': readonly [{ readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number; readonly 'Actual Rows': number } }] }

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());

/** Pages of shared buffers that the service touches to find whom an audience reaches, when it has asked before, and how many those are. */
async function reached(audience: string): Promise<{ buffers: number; rows: number }> {
  const db = await all.hub.db('notifications');
  return db.work('cost', async (tx) => {
    const ask = () => tx.query<Explained>('explain (analyze, buffers, format json) select * from reached((select array_agg(id) from unnest($1::uuid[]) id), now())', [[audience]]);
    await ask();
    const { Plan } = (await ask())[0]!['QUERY PLAN'][0];
    return { buffers: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'], rows: Plan['Actual Rows'] };
  });
}

describe('whom a group reaches among twenty thousand people', () => {
  it('is found among the pages of its members', async () => {
    const { group, sara } = await aGroupIn(all);
    await all.hub.asAdmin('notifications', many, [sara.id, 20_000]);
    await all.hub.asAdmin('notifications', 'analyze');

    const { buffers, rows } = await reached(group.id);

    expect(rows).toBe(3);
    expect(buffers).toBeLessThanOrEqual(most);
  }, 60_000);
});
