import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AskForInformation, ClaimReferral, FunctionChanged, OwnNotes, PersonChanged, ReceiveReferral, ReferralDetails, ReferralInbox, ReferralOutbox, ReleaseReferral, WaitingReferrals, WriteOwnNotes,
} from '@knutpunkt/contracts';
import { TestHub, World, eventually } from '@knutpunkt/testing';
import { referrals } from '../src/index.js';
import { delivered, refusal, twoSides } from './two-sides.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([referrals]);
  world = new World(hub, ['referrals']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

describe('a function\'s inbox', () => {
  it('is shared: one claims, the other sees who, either releases, and the sender notices nothing', async () => {
    const sides = await twoSides(world);
    const { eva, kim, pia } = sides;
    const referralId = await delivered(hub, sides);
    const before = await hub.ask(ReferralDetails, eva, { referralId });

    const outcomes = await Promise.all([refusal(hub.ask(ClaimReferral, kim, { referralId })), refusal(hub.ask(ClaimReferral, pia, { referralId }))]);
    expect([...outcomes].sort()).toEqual(['allowed', 'already-claimed']);
    const [holder, other] = outcomes[0] === 'allowed' ? [kim, pia] : [pia, kim];
    expect((await hub.ask(ReferralInbox, other, {})).items[0]).toMatchObject({ id: referralId, assignee: { id: holder.id } });
    await expect(hub.ask(ClaimReferral, other, { referralId })).rejects.toMatchObject({ body: { by: { id: holder.id } } });
    await hub.ask(ReleaseReferral, other, { referralId });
    expect(await hub.ask(ClaimReferral, other, { referralId })).toMatchObject({ assignee: { id: other.id } });

    expect(await hub.ask(ReferralDetails, eva, { referralId })).toEqual(before);
    const told = await hub.asAdmin<{ audience: string }>('referrals', "select a->>'audience' as audience from outbox, jsonb_array_elements(envelope->'data'->'audiences') a where envelope->>'type' like '%.side.%' and envelope->'data'->>'referralId' = $1", [referralId]);
    expect(new Set(told.map((t) => t.audience))).toEqual(new Set([sides.kpol.id]));
  }, 20_000);

  it('gets back what was claimed by one who no longer holds the function', async () => {
    const sides = await twoSides(world);
    const referralId = await delivered(hub, sides);
    await hub.ask(ClaimReferral, sides.kim, { referralId });

    await world.tell(FunctionChanged, sides.kpol.id, { id: sides.kpol.id, unitId: sides.polisen.unitId, authorityId: sides.polisen.authorityId, organisationId: sides.polisen.id, name: sides.kpol.name, email: 'f@example.test', holders: [{ personId: sides.pia.id, validFrom: '2020-01-01T00:00:00.000Z', validTo: null }] });

    await eventually(async () => expect((await hub.ask(ReferralDetails, sides.pia, { referralId })).assignee).toBeNull());
    await world.settled();
    expect(await refusal(hub.ask(ReferralDetails, sides.kim, { referralId }))).toBe('not-found');
  });

  it('gets back what was claimed by one who leaves the organisation', async () => {
    const sides = await twoSides(world);
    const { kim, pia, polisen } = sides;
    const referralId = await delivered(hub, sides);
    await hub.ask(ClaimReferral, kim, { referralId });

    await world.tell(PersonChanged, kim.id, { id: kim.id, organisationId: polisen.id, authorityId: polisen.authorityId, unitId: polisen.unitId, homeId: kim.homeId, name: 'Kim', title: '', email: 'k@example.test', locale: 'sv', roles: [], status: 'ended', validFrom: '2020-01-01T00:00:00.000Z', validTo: null });

    await eventually(async () => expect((await hub.ask(ReferralDetails, pia, { referralId })).assignee).toBeNull());
  });
});

describe('each side\'s own notes', () => {
  it('are never the other\'s, and move nothing that it sees', async () => {
    const sides = await twoSides(world);
    const { eva, erik, kim, pia } = sides;
    const referralId = await delivered(hub, sides);
    const before = await hub.ask(ReferralDetails, eva, { referralId });

    const saved = await hub.ask(WriteOwnNotes, kim, { referralId, text: 'Fråga Ove' }, { ifMatch: 'n1' });
    expect(saved).toMatchObject({ version: 'n2', text: 'Fråga Ove', by: { id: kim.id } });
    expect(await hub.ask(OwnNotes, pia, { referralId })).toEqual(saved);
    expect(await refusal(hub.ask(WriteOwnNotes, pia, { referralId, text: 'Annat' }, { ifMatch: 'n1' }))).toBe('stale');

    expect(await hub.ask(OwnNotes, erik, { referralId })).toMatchObject({ version: 'n1', text: '' });
    expect(await hub.ask(ReferralDetails, eva, { referralId })).toEqual(before);
  });
});

describe('the lists', () => {
  it('page through in and out without a gap, newest first', async () => {
    const sides = await twoSides(world);
    const ids = [await delivered(hub, sides), await delivered(hub, sides), await delivered(hub, sides)].reverse();

    for (const [list, person] of [[ReferralInbox, sides.kim], [ReferralOutbox, sides.erik]] as const) {
      const first = await hub.ask(list, person, { limit: 2 });
      const second = await hub.ask(list, person, { limit: 2, cursor: first.next! });
      expect([...first.items, ...second.items].map((i) => i.id)).toEqual(ids);
      expect(second.next).toBeNull();
    }
    expect((await hub.ask(ReferralInbox, sides.eva, {})).items).toEqual([]);
    expect((await hub.ask(ReferralOutbox, sides.kim, {})).items).toEqual([]);
    expect(await refusal(hub.ask(ReferralInbox, sides.kim, { cursor: 'bm9uc2Vucw' }))).toBe('malformed');
  }, 20_000);

  it('filter by state and by what is late', async () => {
    const sides = await twoSides(world);
    const [late, received] = [await delivered(hub, sides), await delivered(hub, sides)];
    await hub.ask(ReceiveReferral, sides.kim, { referralId: received });
    await hub.asAdmin('referrals', "update referrals set reply_due = current_date - 1, reply_due_at = now() - interval '1 hour' where id = $1", [late]);

    expect((await hub.ask(ReferralInbox, sides.kim, { state: 'received' })).items.map((i) => i.id)).toEqual([received]);
    expect((await hub.ask(ReferralInbox, sides.kim, { late: 'true' })).items).toMatchObject([{ id: late, late: true }]);
    expect((await hub.ask(WaitingReferrals, sides.kim, {})).items.map((i) => i.id)).toEqual([late, received]);
    expect((await hub.ask(WaitingReferrals, sides.eva, {})).items).toEqual([]);
  }, 20_000);

  it('show what waits for the side that has the ball', async () => {
    const sides = await twoSides(world);
    const referralId = await delivered(hub, sides);
    await hub.ask(ReceiveReferral, sides.kim, { referralId });
    await hub.ask(AskForInformation, sides.kim, { referralId, question: 'När?' });

    expect((await hub.ask(WaitingReferrals, sides.kim, {})).items).toEqual([]);
    expect((await hub.ask(WaitingReferrals, sides.eva, {})).items.map((i) => i.id)).toEqual([referralId]);
  });
});
