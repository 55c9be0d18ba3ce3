import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LiveEvents, MeetingScheduled, NotificationInbox, UnreadCount } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { startNotifications, type NotificationsHub } from './hub.js';
import { aMeetingOf } from './telling-meetings.js';
let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());
it('bench', async () => {
  const koping = await all.world.organisation('Köping');
  const people = [];
  for (let i = 0; i < 11; i++) people.push(await all.world.person(koping, 'P' + i));
  const group = await all.world.group(koping, people);
  const p = people[1]!;
  const t0 = performance.now();
  for (let i = 0; i < 300; i++) await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(group, people) }, people[0]!);
  const t1 = performance.now();
  await eventually(async () => expect((await all.hub.asAdmin<{ n: number }>('notifications', 'select count(*)::int n from notifications where person_id = $1', [p.id]))[0]!.n).toBe(300), 60000);
  const t2 = performance.now();
  console.log('published', t1 - t0, 'all told', t2 - t0, 'ms per event', (t2 - t0) / 300);
  const lat: number[] = [];
  for (let i = 0; i < 30; i++) {
    const gw = await all.hub.nats('gateway');
    let rang!: (v: unknown) => void; const ring = new Promise((r) => { rang = r; });
    const sub = gw.subscribe(`live.${p.id}`, { callback: () => rang(0) }); await gw.flush();
    const s = performance.now(); await all.meetings.tell(MeetingScheduled, { meeting: aMeetingOf(group, people) }, people[0]!); await ring; lat.push(performance.now() - s); sub.unsubscribe();
  }
  lat.sort((a, b) => a - b); console.log('publish→ring p50', lat[15], 'max', lat[29]);
  const time = async (name: string, f: () => Promise<unknown>) => { const l: number[] = []; for (let i = 0; i < 15; i++) { const s = performance.now(); await f(); l.push(performance.now() - s); } l.sort((a, b) => a - b); console.log(name, l[7]); };
  await all.hub.asAdmin('notifications', `insert into notifications select gen_random_uuid(), gen_random_uuid(), person_id, matter_id, kind, at - g * interval '1 hour', by_person_id, null, now() from notifications, generate_series(1, 9) g where person_id = $1`, [p.id]);
  await all.hub.asAdmin('notifications', 'analyze');
  const db = await all.hub.db('notifications');
  const me = { kind: 'person' as const, identityProvider: p.organisationAlias, homeId: p.homeId, organisation: p.organisationAlias, assuranceLevel: 2, client: 'test', session: 'test' };
  const { page } = await import('../src/inbox/notification-inbox.js') as any;
  await db.as(me, async (tx) => {
    for (const [q, a] of [['select coalesce((select last from live_positions where person_id = me()), 0)::int as latest', []], [page, [true, 'false', null, null, 31]], ["select n from notifications n join matters m on m.id = n.matter_id where n.person_id = me() and n.read_at is null and ($1 or m.group_level = 'GENERAL') limit 100", [true]], ['select sequence::int, type, object_id as id from live_events where person_id = me() and sequence > 400 order by sequence', []]] as [string, unknown[]][]) {
      for (let i = 0; i < 3; i++) { const s = performance.now(); await tx.query(q, a); console.log('raw', performance.now() - s); }
      const r = await tx.query<any>('explain (analyze, timing off) ' + q, a); console.log(r.map((x: any) => x['QUERY PLAN']).join('\n'));
    }
  });
  await time('unread', () => all.hub.ask(UnreadCount, p, {}));
  await time('inbox', () => all.hub.ask(NotificationInbox, p, {}));
  await time('live', () => all.hub.ask(LiveEvents, p, { after: 400 }));
}, 120_000);
