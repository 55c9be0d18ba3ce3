import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ClaimReferral, DraftReferral, EditDraft, ItemProposed, MeetingReferrals, OwnNotes, PassOnReferral, ReferralDetails, ReferralInbox, ReferralOutbox, ReferralTimeline, SendReferral, WaitingReferrals, operations, type EventData, type Operation,
} from '@knutpunkt/contracts';
import { envelopeFor } from '@knutpunkt/messaging';
import { jetstream } from '@nats-io/jetstream';
import { TestHub, World, eventually, type TestPerson } from '@knutpunkt/testing';
import { referrals } from '../src/index.js';
import { callerOf, delivered, inbox, never, request, twoSides } from './two-sides.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([referrals]);
  world = new World(hub, ['referrals']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const text = 'en text';
const inputs = (op: Operation, functionId: string): object =>
  Object.fromEntries(Object.keys(op.input.shape).filter((k) => k !== 'referralId' && k !== 'agendaItemId' && k !== 'replyWithin').map((k) => [k, k === 'functionId' ? functionId : text]));
const ofOne = operations.filter((op) => op.service === 'referrals' && op.path.includes('{referralId}'));

describe('somebody on neither side', () => {
  it('is answered as if the request never was, byte for byte, by every operation', async () => {
    const sides = await twoSides(world);
    const colleague = await world.person(sides.koping, 'Annan enhet', { unitId: '0199c0de-0000-7000-8000-0000000000bb' });
    await world.settled();
    const referralId = await delivered(hub, sides);

    expect(ofOne.length).toBeGreaterThan(15);
    for (const stranger of [sides.ove, colleague]) for (const op of ofOne) {
      const answer = (id: string) => hub.answer(op, stranger, { referralId: id, ...inputs(op, sides.kpol.id) } as never, { ifMatch: 'v1' });
      const hidden = await answer(referralId);
      expect([op.name, hidden]).toMatchObject([op.name, { problem: { status: 404 } }]);
      expect(JSON.stringify(hidden)).toBe(JSON.stringify(await answer(never)));
    }
    for (const list of [ReferralInbox, ReferralOutbox, WaitingReferrals]) expect((await hub.ask(list, sides.ove, {})).items).toEqual([]);
  });

  it('sees and writes nothing by straight SQL as the role that requests use', async () => {
    const sides = await twoSides(world);
    const db = await hub.db('referrals');
    const referralId = await delivered(hub, sides);
    const [{ id: sideId }] = await hub.asAdmin<{ id: string }>('referrals', "select id from sides where referral_id = $1 and role = 'receiver'", [referralId]) as [{ id: string }];
    const asOve = (sql: string, params: unknown[] = []) => db.as(callerOf(sides.ove), (tx) => tx.query(sql, params));
    const codeOf = (work: Promise<unknown>) => work.then(() => 'allowed', (error: { code?: string }) => error.code);

    for (const table of ['referrals', 'sides', 'side_audiences', 'referral_texts', 'referral_changes', 'referral_links', 'agenda_readers']) expect([table, await asOve(`select from ${table}`)]).toEqual([table, []]);
    const audience = "insert into side_audiences (audience_id, side_id, referral_id, role, kind, level, valid_from, sort_at) values ($1, $2, $3, 'receiver', 'person', 'content', now(), now())";
    expect(await codeOf(asOve(audience, [sides.ove.id, sideId, referralId]))).toBe('42501');
    for (const [call, params] of [['touch_sides($1)', [referralId]], ['audiences_of($1)', [referralId]], ['end_sight($1, $2)', [referralId, sideId]], ['add_receiver_side($1, gen_random_uuid())', [referralId]], ['open_sender_side($1, gen_random_uuid())', [referralId]], ['link_item($1, $1)', [referralId]]] as const) {
      expect([call, await codeOf(asOve(`select ${call}`, [...params]))]).toEqual([call, '42501']);
    }
  });

  it('cannot end the sight of the other side', async () => {
    const sides = await twoSides(world);
    const db = await hub.db('referrals');
    const referralId = await delivered(hub, sides);
    const rows = await hub.asAdmin<{ id: string; role: string }>('referrals', 'select id, role from sides where referral_id = $1', [referralId]);
    const end = (as: TestPerson, role: string) => db.as(callerOf(as), (tx) => tx.query('select end_sight($1, $2)', [referralId, rows.find((r) => r.role === role)!.id]));

    await expect(end(sides.eva, 'receiver')).rejects.toThrow();
    await expect(end(sides.kim, 'sender')).rejects.toThrow();
    await expect(end(sides.eva, 'sender')).rejects.toThrow();
  });
});

describe('a right to a request', () => {
  it.each([['begins, sees it from then on', 'valid_from', 0, 1], ['ends, sees it no more', 'valid_to', 1, 0]] as const)('that, in the middle of a transaction, %s', async (_, bound, before, after) => {
    const sides = await twoSides(world);
    const db = await hub.db('referrals');
    const referralId = await delivered(hub, sides);
    const turn = (at: string): Promise<unknown> => hub.asAdmin('referrals', `update side_audiences set ${bound} = ${at} where referral_id = $1 and role = 'receiver'`, [referralId]);
    await turn("clock_timestamp() + interval '1 hour'");

    const seen = await db.as(callerOf(sides.kim), async (tx) => {
      const count = async (): Promise<number[]> => Promise.all(['referrals where id', 'sides where referral_id', 'referral_texts where referral_id', 'referral_changes where referral_id'].map(async (of) => Math.min(1, (await tx.query(`select from ${of} = $1`, [referralId])).length)));
      const first = await count();
      await turn('clock_timestamp()');
      return [first, await count()];
    });

    expect(seen).toEqual([[before, before, before, before], [after, after, after, after]]);
  });
});

describe('a request with another receiver', () => {
  it('keeps from the second what passed between the sender and the first', async () => {
    const sides = await twoSides(world);
    const region = await world.organisation('Regionen');
    const rut = await world.person(region, 'Rut');
    const bup = await world.function(region, 'BUP', [rut]);
    await world.settled();
    const referralId = await delivered(hub, sides);
    await hub.ask(ClaimReferral, sides.kim, { referralId });
    await hub.ask(PassOnReferral, sides.kim, { referralId, functionId: bup.id, reason: 'Er fråga' });

    expect(await inbox(hub, rut, referralId)).toMatchObject({ assignee: null });
    expect((await hub.ask(OwnNotes, rut, { referralId })).version).toBe('n1');
    const [told] = await hub.asAdmin<{ data: { fromFunctionId: string; referral: { audiences: { audience: string }[] } } }>('referrals', "select envelope->'data' as data from outbox where envelope->>'type' like '%passed-on%' and envelope->>'subject' = $1", [referralId]);
    expect(told!.data).toMatchObject({ fromFunctionId: sides.kpol.id, referral: { audiences: [{ audience: sides.koping.unitId }] } });
  });
});

describe('a link to an agenda item', () => {
  const itemId = '0199c0de-0000-7000-8000-0000000000cc';
  type Item = EventData<typeof ItemProposed>['item'];
  const propose = async (reader: { id: string }, version: number, { kind = 'person', ...changes }: Partial<Item> & { kind?: 'person' | 'function' } = {}): Promise<void> => {
    const item = {
      id: itemId, meetingId: never, groupId: null, groupLevel: 'GENERAL', state: 'proposed', reach: 'hidden', proposerId: reader.id, presenterId: null, leaders: [],
      audiences: [{ audience: reader.id, kind, level: 'content', validFrom: '2020-01-01T00:00:00.000Z', validTo: null }], ...changes,
    } as Item;
    const envelope = envelopeFor(ItemProposed, { aggregateId: item.id, aggregateVersion: version, actor: { kind: 'worker', id: 'test' }, data: { item }, now: new Date() });
    await jetstream(await hub.nats('agendas')).publish(ItemProposed.subject, JSON.stringify(envelope), { msgID: envelope.id });
  };

  it('is shown to those who may see both ends, and to nobody else', async () => {
    const { eva, erik, kim, kpol } = await twoSides(world);
    const { id: referralId } = await hub.ask(DraftReferral, eva, { ...request(kpol.id), agendaItemId: itemId });
    expect((await hub.ask(ReferralDetails, eva, { referralId })).agendaItemId).toBeNull();

    await propose(eva, 1);
    await eventually(async () => expect((await hub.ask(ReferralDetails, eva, { referralId })).agendaItemId).toBe(itemId));
    expect((await hub.ask(ReferralDetails, erik, { referralId })).agendaItemId).toBeNull();
    await hub.ask(SendReferral, eva, { referralId });
    expect((await inbox(hub, kim, referralId)).agendaItemId).toBeNull();

    expect((await hub.ask(MeetingReferrals, eva, { meetingId: never })).items).toMatchObject([{ agendaItemId: itemId, referral: { id: referralId, side: 'sender', state: 'delivered' } }]);
    for (const stranger of [erik, kim]) expect((await hub.ask(MeetingReferrals, stranger, { meetingId: never })).items).toEqual([]);

    await propose(kim, 2);
    await eventually(async () => expect((await hub.ask(ReferralDetails, kim, { referralId })).agendaItemId).toBe(itemId));
    expect((await hub.ask(ReferralDetails, eva, { referralId }))).toMatchObject({ agendaItemId: null, agendaMeetingId: null });
    expect((await hub.ask(ReferralDetails, kim, { referralId })).agendaMeetingId).toBe(never);
    expect((await hub.ask(MeetingReferrals, eva, { meetingId: never })).items).toEqual([]);
    expect((await hub.ask(MeetingReferrals, kim, { meetingId: never })).items).toMatchObject([{ agendaItemId: itemId, referral: { side: 'receiver' } }]);
  });

  type Sides = Awaited<ReturnType<typeof twoSides>>;
  type Members = (sides: Sides) => readonly (TestPerson | [TestPerson, 'calendar'])[];
  /** A draft of Eva's that is linked to an item of a group's, which reaches her by name; and what somebody sees of the link. */
  async function linked(members: Members, changes: Partial<Item> = {}) {
    const sides = await twoSides(world);
    const group = await world.group(sides.koping, members(sides));
    const [id, meetingId] = [randomUUID(), randomUUID()];
    const tell = (reader: { id: string }, version: number, more: Parameters<typeof propose>[2] = {}) => propose(reader, version, { id, meetingId, groupId: group.id, ...changes, ...more });
    await tell(sides.eva, 1);
    const { id: referralId } = await hub.ask(DraftReferral, sides.eva, { ...request(sides.kpol.id), agendaItemId: id });
    const sees = async (person: TestPerson) => [(await hub.ask(ReferralDetails, person, { referralId })).agendaItemId, (await hub.ask(MeetingReferrals, person, { meetingId })).items.length];
    return { ...sides, group, referralId, tell, sees, seen: [id, 1], unseen: [null, 0] };
  }
  const both: Members = ({ kim, eva }) => [kim, eva];
  const knows = ({ sees, seen }: Awaited<ReturnType<typeof linked>>, person: TestPerson): Promise<void> => eventually(async () => expect(await sees(person)).toEqual(seen));

  it('is gone with the membership for one who was told of by name, also after the meeting, and comes back with it', async () => {
    const link = await linked(both);
    const { eva, group, sees, unseen } = link;
    await knows(link, eva);

    await world.end(group, eva);
    expect(await sees(eva)).toEqual(unseen);

    await world.member(group, eva);
    await world.settled();
    await knows(link, eva);
  });

  it.each<[string, Members, Partial<Item>]>([
    ['a guest, who never was a member', ({ kim }) => [kim], {}],
    ['a guest who sees the group\'s calendar', ({ kim, eva }) => [kim, [eva, 'calendar']], {}],
    ['one who was invited besides to what is for all', ({ kim }) => [kim], { reach: 'all' }],
  ])('is seen by %s', async (_, members, changes) => {
    const link = await linked(members, changes);
    await knows(link, link.eva);
  });

  it('is still seen by a former member who was invited besides to what is for all, or holds a function that was', async () => {
    const invited = await linked(both, { reach: 'all' });
    await world.end(invited.group, invited.eva);
    await knows(invited, invited.eva);

    const holder = await linked(both);
    const held = await world.function(holder.koping, 'Samordningen', [holder.eva]);
    await world.end(holder.group, holder.eva);
    expect(await holder.sees(holder.eva)).toEqual(holder.unseen);
    await holder.tell(held, 2, { kind: 'function' });
    await knows(holder, holder.eva);
  });

  it('stays when somebody saves the draft who does not see it, and is taken away by one who does', async () => {
    const link = await linked(both);
    const { eva, erik, kpol, referralId, sees, unseen } = link;
    const save = async (as: TestPerson, agendaItemId?: string | null): Promise<void> => {
      const { version, title, body } = await hub.ask(ReferralDetails, as, { referralId });
      await hub.ask(EditDraft, as, { referralId, functionId: kpol.id, title: title!, body: body!, ...(agendaItemId === undefined ? {} : { agendaItemId }) }, { ifMatch: version });
    };
    await knows(link, eva);

    await save(erik);
    await save(erik, null);
    await save(eva);
    expect([await sees(eva), await sees(erik)]).toEqual([link.seen, unseen]);

    await save(eva, null);
    expect(await sees(eva)).toEqual(unseen);
    expect(await hub.asAdmin('referrals', 'select from referral_links where referral_id = $1', [referralId])).toEqual([]);
  });

  it('is changed by nobody once the request is sent', async () => {
    const sides = await twoSides(world);
    const referralId = await delivered(hub, sides);
    const { version } = await hub.ask(ReferralDetails, sides.eva, { referralId });

    await expect(hub.ask(EditDraft, sides.eva, { referralId, functionId: sides.kpol.id, title: 'x', body: 'x', agendaItemId: itemId }, { ifMatch: version })).rejects.toMatchObject({ name: 'wrong-state' });
    expect((await hub.ask(ReferralTimeline, sides.eva, { referralId })).items.map((i) => i.what)).toEqual(['sent', 'delivered']);
  });
});
