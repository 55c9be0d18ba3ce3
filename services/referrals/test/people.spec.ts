import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ClaimReferral, OwnNotes, PassOnReferral, ReferralDetails, ReleaseReferral, WriteOwnNotes, operations, type AnyOperation, type RawInput } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { referrals } from '../src/index.js';
import { ballOf, isOpen, steps, type State } from '../src/referral/states.js';
import { delivered, inbox, twoSides, type TwoSides } from './two-sides.js';

let hub: TestHub;
let world: World;
let sides: TwoSides;
let referralId: string;

beforeAll(async () => {
  hub = await TestHub.start([referrals]);
  world = new World(hub, ['referrals']);
  sides = await twoSides(world);
  referralId = await delivered(hub, sides);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const states: State[] = ['delivered', 'received', 'asked', 'answered', 'accepted', 'in-progress', 'fed-back', 'closed', 'declined', 'recalled'];
/** Puts a request into a state, taken by nobody. */
async function putIn(id: string, state: State): Promise<void> {
  await hub.asAdmin('referrals', 'update referrals set state = $2, ball = $3 where id = $1', [id, state, ballOf(state)]);
  await hub.asAdmin('referrals', 'update sides set assignee_id = null where referral_id = $1', [id]);
}
const ended = async <Op extends AnyOperation>(op: Op, as: TestPerson, input: RawInput<Op>, ifMatch?: string): Promise<string | number> => {
  const answer = await hub.answer(op, as, input, ifMatch ? { ifMatch } : {});
  return 'problem' in answer ? answer.problem.type.split(':').at(-1)! : answer.status;
};
const mayOf = async (as: TestPerson): Promise<string[]> => (await hub.ask(ReferralDetails, as, { referralId })).may;

describe.each(states)('a request that is %s', (state) => {
  beforeEach(() => putIn(referralId, state));

  it('is taken and given back by each side for itself, while it is open', async () => {
    for (const [one, colleague] of [[sides.eva, sides.erik], [sides.kim, sides.pia]] as const) {
      const said: (string | number)[] = [];
      for (const [op, as] of [[ReleaseReferral, one], [ClaimReferral, one], [ClaimReferral, colleague], [ReleaseReferral, colleague]] as const) said.push(await ended(op, as, { referralId }));
      expect(said).toEqual(isOpen(state) ? ['not-claimed', 200, 'already-claimed', 200] : ['wrong-state', 'wrong-state', 'wrong-state', 'wrong-state']);
    }
  });

  it('offers the same to everybody of a side, taken or not', async () => {
    for (const [one, colleague] of [[sides.eva, sides.erik], [sides.kim, sides.pia]] as const) {
      expect(await mayOf(colleague)).toEqual(await mayOf(one));
      if (isOpen(state)) await hub.ask(ClaimReferral, one, { referralId });
      expect(await mayOf(colleague)).toEqual(await mayOf(one));
    }
  });

  it('keeps each side\'s own notes', async () => {
    for (const person of [sides.erik, sides.pia]) expect(await ended(WriteOwnNotes, person, { referralId, text: state }, (await hub.ask(OwnNotes, person, { referralId })).version)).toBe(200);
    expect(await ended(WriteOwnNotes, sides.ove, { referralId, text: state }, 'n1')).toBe('not-found');
  });
});

describe('a request that was passed on', () => {
  it('is absent for those who had it and for strangers, in every state and by every operation', async () => {
    const passed = await delivered(hub, sides);
    const region = await world.organisation('Regionen', { type: 'region' });
    const rut = await world.person(region, 'Rut');
    const bup = await world.function(region, 'BUP', [rut]);
    await world.settled();
    await hub.ask(PassOnReferral, sides.kim, { referralId: passed, functionId: bup.id, reason: 'Er fråga' });
    await inbox(hub, rut, passed);
    const inputs = { referralId: passed, functionId: bup.id, title: 'x', body: 'x', question: 'x', answer: 'x', comment: 'x', reason: 'x', feedback: 'x', text: 'x' };
    const ofOne = operations.filter((op) => op.service === 'referrals' && op.path.includes('{referralId}'));

    expect(ofOne.length).toBeGreaterThan(Object.keys(steps).length);
    for (const state of states) {
      await putIn(passed, state);
      for (const op of ofOne) for (const person of [sides.kim, sides.pia, sides.ove]) {
        const input = Object.fromEntries(Object.entries(inputs).filter(([name]) => name in op.input.shape));
        expect([state, op.name, await ended(op as AnyOperation, person, input as never, 'v1')]).toEqual([state, op.name, 'not-found']);
      }
    }
    expect((await hub.ask(ReferralDetails, rut, { referralId: passed })).may).toContain('note');
  }, 60_000);
});
