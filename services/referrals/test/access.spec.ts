import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcceptReferral, ReceiveReferral, RecallReferral, ReferralAccess, type SharedRight } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { referrals } from '../src/index.js';
import { delivered, twoSides } from './two-sides.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([referrals]);
  world = new World(hub, ['referrals']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date());
const access = async (as: TestPerson): Promise<SharedRight[]> => (await hub.ask(ReferralAccess, as, {})).items;

describe('who outside sees our requests', () => {
  it('is the function that has them, by how many and with the day of the last use; and who reads our answers is the unit that asked', async () => {
    const sides = await twoSides(world);
    const [adam, axel] = [await world.person(sides.koping, 'Adam', { roles: ['administrator'] }), await world.person(sides.polisen, 'Axel', { roles: ['administrator'] })];
    await world.settled();
    const [one, two] = [await delivered(hub, sides), await delivered(hub, sides)];
    const asked = { id: sides.kpol.id, kind: 'function', name: 'Kommunpolisen', organisation: { id: sides.polisen.id }, level: 'content', until: null, since: expect.stringMatching(/Z$/) };

    expect(await access(adam)).toMatchObject([{ ...asked, count: 2, lastUsed: null }]);
    await hub.ask(ReceiveReferral, sides.kim, { referralId: one });
    expect(await access(adam)).toMatchObject([{ ...asked, count: 2, lastUsed: today }]);
    expect(await access(axel)).toEqual([]);
    await hub.ask(AcceptReferral, sides.kim, { referralId: one });
    expect(await access(axel)).toMatchObject([{ id: sides.koping.unitId, kind: 'unit', name: 'Kansliet, Köping', organisation: { id: sides.koping.id }, count: 1, lastUsed: today }]);
    await hub.ask(RecallReferral, sides.eva, { referralId: two });
    expect(await access(adam)).toMatchObject([{ ...asked, count: 1 }]);
    expect(JSON.stringify(await access(adam))).not.toMatch(new RegExp(`${one}|Trygghetsvandring`));
  });

  it('is told to administrators only', async () => {
    const sides = await twoSides(world);

    for (const other of [sides.eva, sides.kim, sides.ove]) expect(await hub.answer(ReferralAccess, other, {})).toMatchObject({ problem: { type: 'urn:knutpunkt:problem:not-allowed' } });
  });
});
