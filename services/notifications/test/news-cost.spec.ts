import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller, Tx } from '@knutpunkt/persistence';
import type { TestPerson } from '@knutpunkt/testing';
import { news } from '../src/live/live-events.js';
import { keptLiveEvents } from '../src/migrations/1766000033000-create-live-events.js';
import { aGroupIn, startNotifications, type NotificationsHub } from './hub.js';

const most = 120;

/** All that is kept for a person, each about a matter of a group of theirs. */
const full = `
  with matters_ as (select n, gen_random_uuid() as id from generate_series(1, $2::int) n),
  reached as (insert into matter_audiences select $3::uuid, 'content', '2020-01-01Z', null, id, 'group' from matters_),
  placed as (insert into live_positions (person_id, level, last) values ($1, 2, $2) on conflict (person_id, level) do update set last = excluded.last)
  insert into live_events (person_id, level, sequence, type, object_id) select $1, 2, n, 'meeting', id from matters_`;

interface Explained { readonly 'QUERY PLAN': readonly [{ readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number; readonly 'Actual Rows': number } }] }
const callerOf = (p: TestPerson): Caller => ({ kind: 'person', identityProvider: p.organisationAlias, organisation: p.organisationAlias, homeId: p.homeId, assuranceLevel: 2, client: 'test', session: 'test' });

let all: NotificationsHub;
let sara: TestPerson;
beforeAll(async () => {
  all = await startNotifications();
  const scene = await aGroupIn(all);
  sara = scene.sara;
  await all.hub.asAdmin('notifications', 'delete from live_events where person_id = $1', [sara.id]);
  await all.hub.asAdmin('notifications', full, [sara.id, keptLiveEvents, scene.group.id]);
  await all.hub.asAdmin('notifications', 'analyze');
}, 60_000);
afterAll(() => all?.stop());

async function touched(tx: Tx, text: string, params: readonly unknown[]): Promise<{ buffers: number; rows: number }> {
  const [plan] = await tx.query<Explained>(`explain (analyze, buffers, format json) ${text}`, params);
  const { Plan } = plan!['QUERY PLAN'][0];
  return { buffers: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'], rows: Plan['Actual Rows'] };
}

describe('what is new for somebody', () => {
  it('costs what is new, and not what is kept', async () => {
    const db = await all.hub.db('notifications');

    const { buffers, rows } = await db.as(callerOf(sara), (tx) => touched(tx, news, [[2], [keptLiveEvents - 2], true]));

    expect(rows).toBe(2);
    expect(buffers).toBeLessThanOrEqual(most);
  });
});
