import { loadavg } from 'node:os';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Caller } from '@knutpunkt/persistence';
import { eventually } from '@knutpunkt/testing';
import { LeakHub } from '../leaks/leak-hub.js';
import { groupOf, when } from '../leaks/scene.js';

// Figures of access: they are said with the load of the machine, and fail nothing.
let leaks: LeakHub;
beforeAll(async () => { leaks = await LeakHub.start({ logLevel: 'error' }); }, 120_000);
afterAll(() => leaks?.stop());

const quantile = (times: readonly number[], part: number): number => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))]!;
const say = (text: string): void => console.info(`${text}; load ${loadavg()[0]!.toFixed(1)}`);
const now = (): number => performance.now();

/** At most so many writes wait for their answers: a machine that does not keep up writes less often, which is said. */
const mostAtOnce = 16;

/** Somebody writes so often meanwhile, or as often as is answered. Gives how many were answered well. */
async function meanwhile(perSecond: number, write: () => Promise<{ status: number }>, work: () => Promise<void>): Promise<number> {
  const open = new Set<Promise<void>>();
  let written = 0;
  const timer = setInterval(() => {
    if (open.size >= mostAtOnce) return;
    const one: Promise<void> = write().then(({ status }) => { written += Number(status < 300); open.delete(one); });
    open.add(one);
  }, 1_000 / perSecond);
  await work().finally(() => clearInterval(timer));
  await Promise.all(open);
  return written;
}

/** An answer to one after the other of some meetings of the group. */
async function answering(groupId: string): Promise<() => Promise<{ status: number }>> {
  const token = await leaks.token('rut.kop');
  const asked = await Promise.all(Array.from({ length: 10 }, async () => {
    const { id } = await leaks.does<{ id: string }>('eva.kop', ['POST', '/meetings', { ...when, groupId }]);
    const { mine, startsAt } = await leaks.does<{ mine: { participantId: string }[]; startsAt: string }>('rut.kop', ['GET', `/meetings/${id}`]);
    return { method: 'PUT' as const, path: `/api/meetings/${id}/reply`, body: { participantId: mine[0]!.participantId, startsAt, answer: 'yes' } };
  }));
  let turn = 0;
  return () => leaks.http(asked[turn++ % asked.length]!, { token });
}

it('says how long after a membership was ended its person is refused in every service, at 100 writes a second', async () => {
  const group = await groupOf(leaks, 'eva.kop', 'PROV-UNG');
  const { id: meetingId } = await leaks.does<{ id: string }>('eva.kop', ['POST', '/meetings', { ...when, groupId: group.id }]);
  const { items: [someone] } = await leaks.does<{ items: { id: string }[] }>('admin.kop', ['GET', `/groups/${group.id}/possible-members`]) as { items: [{ id: string }] };
  const [{ home_id: username }] = await leaks.hub.asAdmin<{ home_id: string }>('directory', 'select home_id from people where id = $1', [someone.id]) as [{ home_id: string }];
  const theirs = await leaks.token(username);
  const get = async (path: string): Promise<number> => (await leaks.http({ method: 'GET', path: `/api${path}`, body: undefined }, { token: theirs })).status;
  const places = [`/groups/${group.id}`, `/meetings/${meetingId}`, `/agendas/${meetingId}`, `/meetings/${meetingId}/history`];
  const write = await answering(group.id);
  const times: number[] = [];
  const began = now();

  const written = await meanwhile(100, write, async () => {
    for (let n = 0; n < 5; n += 1) {
      const { id, version } = await leaks.does<{ id: string; version: string }>('admin.kop', ['POST', `/groups/${group.id}/members`, { personId: someone.id }]);
      await eventually(async () => expect(await Promise.all(places.map(get))).toEqual(places.map(() => 200)), 30_000);
      await leaks.does('admin.kop', ['POST', `/groups/${group.id}/members/${id}/end`, {}], version);
      const ended = now();
      while ((await Promise.all(places.map(get))).some((status) => status !== 404)) if (now() - ended > 30_000) throw new Error('not refused in half a minute');
      times.push(now() - ended);
    }
  });

  say(`an ended membership is refused everywhere after ${quantile(times, 0.5).toFixed(0)} ms in the median, ${quantile(times, 0.99).toFixed(0)} ms at p99 of ${times.length} (1,000 ms is the aim), at ${(written / ((now() - began) / 1_000)).toFixed(0)} writes a second`);
  expect(written).toBeGreaterThan(0);
}, 240_000);

it('says what twenty groups add to an operation', async () => {
  const [{ id: personId }] = await leaks.hub.asAdmin<{ id: string }>('meetings', "select id from people where home_id = 'kalle.kop'") as [{ id: string }];
  const db = await leaks.hub.db('meetings');
  const caller = (homeId: string): Caller => ({ kind: 'person', identityProvider: 'kop', organisation: 'kop', homeId, assuranceLevel: 3, client: 'test', session: 'test' });
  const groups = (homeId: string): Promise<number> => db.as(caller(homeId), (tx) => Promise.resolve(tx.actor.memberships.length));
  const before = await groups('kalle.kop');
  const timed = async (): Promise<number> => { const start = now(); await groups('kalle.kop'); return now() - start; };
  const some = async (): Promise<number> => { const times: number[] = []; for (let n = 0; n < 300; n += 1) times.push(await timed()); return quantile(times.slice(50), 0.5); };
  const few = await some();
  await leaks.hub.asAdmin('meetings', `with made as (insert into groups select (jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid()))).* from groups g, generate_series(1, 20) where g.id = (select id from groups where level = 'GENERAL' limit 1) returning id)
    insert into memberships select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'group_id', made.id, 'person_id', $1::uuid))).* from memberships m, made where m.id = (select id from memberships where valid_to is null limit 1)`, [personId]);
  const many = await some();

  say(`an actor with 20 groups more takes ${(many - few).toFixed(2)} ms more (0.3 ms is the aim): ${many.toFixed(2)} against ${few.toFixed(2)} ms`);
  expect(await groups('kalle.kop')).toBe(before + 20);
}, 60_000);
