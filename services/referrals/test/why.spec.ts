import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WhyISeeReferral } from '@knutpunkt/contracts';
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

describe('why somebody sees a request', () => {
  it('is the unit that asks, or the function that is asked, and never the other side', async () => {
    const sides = await twoSides(world);
    const referralId = await delivered(hub, sides);
    const why = async (as: TestPerson) => (await hub.ask(WhyISeeReferral, as, { referralId })).reasons;

    for (const asker of [sides.eva, sides.erik]) expect(await why(asker)).toMatchObject([{ through: 'unit', id: sides.koping.unitId, name: 'Kansliet, Köping', level: 'content', until: null }]);
    for (const asked of [sides.kim, sides.pia]) expect(await why(asked)).toMatchObject([{ through: 'function', id: sides.kpol.id, name: 'Kommunpolisen', level: 'content', since: expect.stringMatching(/Z$/) }]);
    expect(await hub.answer(WhyISeeReferral, sides.ove, { referralId })).toMatchObject({ problem: { status: 404 } });
  });
});
