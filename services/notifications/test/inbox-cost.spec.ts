import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@knutpunkt/persistence';
import type { TestPerson } from '@knutpunkt/testing';
import { pages } from '../src/inbox/notification-inbox.js';
import { aGroupIn, startNotifications, type NotificationsHub } from './hub.js';

const most = { unknown: 5_000, known: 1_500 };
const matters = 5_000;

/** So many matters of a group, each told twice to a person, who has read every other one. */
const many = `
  with made as (
    insert into matters (id, group_id, group_level, organiser_id, starts_at, ends_at, zone, place, online, status, sequence, version)
    select gen_random_uuid(), $1, 'GENERAL', $2, at, at + interval '1 hour', 'Europe/Stockholm', '', false, 'called', 0, 1 from generate_series(1, $3::int) n, lateral (select now() + n * interval '1 minute' as at) t returning id, starts_at),
  reached as (insert into matter_audiences select $1, 'content', '2020-01-01Z', null, id, 'group' from made)
  insert into notifications (id, event_id, person_id, matter_id, kind, at, read_at)
  select gen_random_uuid(), gen_random_uuid(), $2, id, kind, starts_at - before, case when extract(minute from starts_at)::int % 2 = 0 then now() end from made, (values ('called', interval '1 hour'), ('rescheduled', interval '30 minutes')) k (kind, before)`;

interface Explained { readonly 'QUERY PLAN': readonly [{ readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number; readonly 'Actual Rows': number } }] }
const callerOf = (p: TestPerson): Caller => ({ kind: 'person', identityProvider: p.organisationAlias, organisation: p.organisationAlias, homeId: p.homeId, assuranceLevel: 2, client: 'test', session: 'test' });

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());

/** Pages of shared buffers that a page of thirty touches, and how many matters it has. */
async function opened(by: TestPerson, unread: 'true' | 'false'): Promise<{ buffers: number; rows: number }> {
  const db = await all.hub.db('notifications');
  const [plan] = await db.as(callerOf(by), (tx) => tx.query<Explained>(`explain (analyze, buffers, format json) ${pages[unread]}`, [true, null, null, 31]));
  const { Plan } = plan!['QUERY PLAN'][0];
  return { buffers: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'], rows: Plan['Actual Rows'] };
}

describe('the inbox of somebody who has been told much', () => {
  it('costs what is shown of it, when the planner knows its tables and when it does not yet', async () => {
    const { group, sara } = await aGroupIn(all);
    await all.hub.asAdmin('notifications', many, [group.id, sara.id, matters]);

    const before = [await opened(sara, 'false'), await opened(sara, 'true')];
    await all.hub.asAdmin('notifications', 'analyze');
    const after = [await opened(sara, 'false'), await opened(sara, 'true')];

    expect([...before, ...after].map(({ rows }) => rows)).toEqual([31, 31, 31, 31]);
    expect(Math.max(...before.map(({ buffers }) => buffers))).toBeLessThanOrEqual(most.unknown);
    expect(Math.max(...after.map(({ buffers }) => buffers))).toBeLessThanOrEqual(most.known);
  }, 60_000);
});
