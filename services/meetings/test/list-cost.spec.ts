import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import type { Caller, Db } from '@knutpunkt/persistence';
import { meetings } from '../src/index.js';
import { upcoming } from '../src/list-meetings.js';
import { listing } from '../src/reading/meeting-list.js';
import { aGroup, type AGroup } from './a-group.js';

const most = 500;
const callerOf = (p: TestPerson): Caller => ({ kind: 'person', identityProvider: p.organisationAlias, organisation: p.organisationAlias, homeId: p.homeId, assuranceLevel: 2, client: 'test', session: 'test' });

/** So many meetings of a group, one a minute from now on, each with three who take part. */
const many = `
  with made as (
    insert into meetings (id, group_id, group_level, owner_authority_id, organiser_id, starts_at, ends_at, zone, place, link, status, sequence, version, facts)
    select gen_random_uuid(), $1, 'GENERAL', gen_random_uuid(), gen_random_uuid(), now() + n * interval '1 minute', now() + n * interval '1 minute' + interval '1 hour', 'Europe/Stockholm', '', '', 'called', 0, 1, 1
    from generate_series(1, $2::int) n returning id, group_id, starts_at, ends_at),
  told as (insert into meeting_contents select id, 'Möte', '', null, 1 from made),
  history as (insert into meeting_changes (id, meeting_id, at, what) select gen_random_uuid(), id, now(), 'scheduled' from made),
  reached as (insert into meeting_audiences (audience_id, meeting_id, level, kind, valid_from, starts_at, ends_at) select group_id, id, 'content', 'group', now(), starts_at, ends_at from made)
  insert into participants (id, meeting_id, person_id, organisation_id, via) select gen_random_uuid(), id, gen_random_uuid(), gen_random_uuid(), 'group' from made, generate_series(1, 3)`;

interface Explained { readonly 'QUERY PLAN': readonly [{ readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number; readonly 'Actual Rows': number } }] }

let hub: TestHub;
let db: Db;
let few: AGroup;
let busy: AGroup;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  const world = new World(hub, ['meetings']);
  [few, busy] = [await aGroup(world), await aGroup(world)];
  await world.settled();
  db = await hub.db('meetings');
}, 60_000);
afterAll(() => hub.stop(), 20_000);

/** Pages of shared buffers that a list of fifty touches, and how many meetings it gives. */
async function listed(by: TestPerson): Promise<{ buffers: number; rows: number }> {
  const text = `explain (analyze, buffers, format json) ${listing(upcoming, { limit: '$5', fresh: '$6' })}`;
  const [plan] = await db.as(callerOf(by), (tx) => tx.query<Explained>(text, [new Date(), '0001-01-01T00:00:00Z', '00000000-0000-0000-0000-000000000000', null, 51, true]));
  const { Plan } = plan!['QUERY PLAN'][0];
  return { buffers: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'], rows: Plan['Actual Rows'] };
}

describe('the list of meetings', () => {
  it('touches no more of the tables when there are many meetings of others, before and after they are analyzed', async () => {
    await hub.asAdmin('meetings', many, [few.group.id, 3]);
    await hub.asAdmin('meetings', many, [busy.group.id, 20_000]);

    const before = await listed(few.eva);
    await hub.asAdmin('meetings', 'analyze');
    const after = await listed(few.eva);

    expect([before.rows, after.rows]).toEqual([3, 3]);
    expect(Math.max(before.buffers, after.buffers)).toBeLessThanOrEqual(most);
  }, 60_000);

  it('touches so much of the busiest group as fifty meetings need, however many it has', async () => {
    const { buffers, rows } = await listed(busy.eva);

    expect(rows).toBe(51);
    expect(buffers).toBeLessThanOrEqual(3 * most);
  }, 60_000);
});
