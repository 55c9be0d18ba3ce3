import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AcceptReferral, AnswerQuestion, AskForInformation, CloseReferral, DeclineReferral, DraftReferral, EditDraft, FeedBack, PassOnReferral, RecallReferral, ReceiveReferral, ReferralDetails, SendReferral, StartReferral, type ProblemBody,
} from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { referrals } from '../src/index.js';
import { ballOf, steps, type Act, type Side, type State } from '../src/referral/states.js';
import { delivered, request, twoSides, type TwoSides } from './two-sides.js';

let hub: TestHub;
let sides: TwoSides;
let elsewhere: { id: string };
let ready: string[];

beforeAll(async () => {
  hub = await TestHub.start([referrals]);
  const world = new World(hub, ['referrals']);
  sides = await twoSides(world);
  elsewhere = await world.function(sides.polisen, 'Ungdomsgruppen', [sides.ove]);
  await world.settled();
  ready = await Promise.all(Array.from({ length: 14 }, () => delivered(hub, sides)));
}, 90_000);
afterAll(() => hub.stop(), 20_000);

type Taken = Exclude<Act, 'deliver'>;
type Answer = { status: number } | { problem: ProblemBody };

const take: Record<Taken, (as: TestPerson, referralId: string) => Promise<Answer>> = {
  edit: async (as, referralId) => hub.answer(EditDraft, as, { referralId, functionId: sides.kpol.id, title: 'Ny', body: 'Ny' }, { ifMatch: await versionFor(as, referralId) }),
  send: (as, referralId) => hub.answer(SendReferral, as, { referralId }),
  recall: (as, referralId) => hub.answer(RecallReferral, as, { referralId }),
  receive: (as, referralId) => hub.answer(ReceiveReferral, as, { referralId }),
  ask: (as, referralId) => hub.answer(AskForInformation, as, { referralId, question: 'När?' }),
  answer: (as, referralId) => hub.answer(AnswerQuestion, as, { referralId, answer: 'Nu' }),
  accept: (as, referralId) => hub.answer(AcceptReferral, as, { referralId }),
  decline: (as, referralId) => hub.answer(DeclineReferral, as, { referralId, reason: 'Nej' }),
  'pass-on': (as, referralId) => hub.answer(PassOnReferral, as, { referralId, functionId: elsewhere.id, reason: 'Fel' }),
  start: (as, referralId) => hub.answer(StartReferral, as, { referralId }),
  'feed-back': (as, referralId) => hub.answer(FeedBack, as, { referralId, feedback: 'Klart' }),
  close: (as, referralId) => hub.answer(CloseReferral, as, { referralId }),
};

async function versionFor(as: TestPerson, referralId: string): Promise<string> {
  const seen = await hub.answer(ReferralDetails, as, { referralId });
  return 'problem' in seen ? 'none' : seen.body.version;
}

/** Puts a request into a state, whatever its history. */
const putIn = (referralId: string, state: State): Promise<unknown> => hub.asAdmin('referrals', 'update referrals set state = $2, ball = $3, reply_due = coalesce(reply_due, current_date) where id = $1', [referralId, state, ballOf(state)]);
const outcome = (answer: Answer): { status: number; slug?: string; problem?: ProblemBody } =>
  'problem' in answer ? { status: answer.problem.status, slug: answer.problem.type.split(':').pop(), problem: answer.problem } : { status: answer.status };

const seenByBoth: State[] = ['delivered', 'received', 'asked', 'answered', 'accepted', 'in-progress', 'fed-back', 'closed', 'declined', 'recalled'];
const seenBySender: State[] = ['draft', 'sent'];
const taken = Object.keys(take) as Taken[];

/** What a step must give in a state to a side: 200, 403 where it is the other side's, 409 where the table has it not. */
function expected(state: State, act: Taken, side: Side): object {
  if (steps[act].side !== side) return { status: 403, slug: 'not-allowed' };
  if (!steps[act].from.includes(state)) return { status: 409, slug: 'wrong-state', problem: expect.objectContaining({ from: state, to: steps[act].to, allowed: expect.any(Array) }) };
  return { status: 200 };
}

describe('every step, in every state, by each side', () => {
  it.each(seenByBoth)('does what the table says when it is %s', async (state) => {
    let referralId = ready.pop()!;
    for (const act of taken) for (const [side, person] of [['sender', sides.eva], ['receiver', sides.kim]] as const) {
      await putIn(referralId, state);
      const got = outcome(await take[act](person, referralId));
      expect([act, side, got]).toEqual([act, side, got.status === 200 ? expected(state, act, side) : expect.objectContaining(expected(state, act, side))]);
      if (act === 'pass-on' && got.status === 200) referralId = ready.pop()!;
    }
  }, 30_000);

  it.each(seenBySender)('is the sender\'s alone when it is %s', async (state) => {
    for (const act of taken) {
      const { id: referralId } = await hub.ask(DraftReferral, sides.eva, request(sides.kpol.id));
      await putIn(referralId, state);
      expect([act, outcome(await take[act](sides.kim, referralId)).slug]).toEqual([act, 'not-found']);
      const got = outcome(await take[act](sides.eva, referralId));
      expect([act, got]).toEqual([act, got.status === 200 ? expected(state, act, 'sender') : expect.objectContaining(expected(state, act, 'sender'))]);
    }
  }, 30_000);
});
