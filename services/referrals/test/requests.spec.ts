import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AcceptReferral, AnswerQuestion, AskForInformation, AuthorityChanged, CloseReferral, ConcernRouting, DeclineReferral, DraftReferral, EditDraft, FeedBack, PassOnReferral, PossibleReceivers, RecallReferral,
  ReceiveReferral, ReferralDetails, ReferralInbox, ReferralOutbox, ReferralTimeline, SendReferral, StartReferral, WriteOwnNotes,
} from '@knutpunkt/contracts';
import { TestHub, World, eventually } from '@knutpunkt/testing';
import { referrals } from '../src/index.js';
import { callerOf, delivered, inbox, never, refusal, request, twoSides } from './two-sides.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([referrals]);
  world = new World(hub, ['referrals']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

describe('a function that was removed', () => {
  it('is asked for nothing, neither by a new request nor by one that lies ready', async () => {
    const { polisen, eva, kpol } = await twoSides(world);
    const { id: referralId } = await hub.ask(DraftReferral, eva, request(kpol.id));
    await world.function(polisen, kpol.name, [], { id: kpol.id, status: 'removed' });
    await world.settled();

    expect(await refusal(hub.ask(DraftReferral, eva, request(kpol.id)))).toBe('unknown-receiver');
    expect(await refusal(hub.ask(SendReferral, eva, { referralId }))).toBe('unknown-receiver');
    expect((await hub.ask(PossibleReceivers, eva, {})).items.map(({ id }) => id)).not.toContain(kpol.id);
  });
});

describe('a request', () => {
  it('goes from draft over question and answer to closed, the same timeline for both sides', async () => {
    const { eva, kim, kpol } = await twoSides(world);
    const drafted = await hub.ask(DraftReferral, eva, request(kpol.id));
    expect(drafted).toMatchObject({ state: 'draft', side: 'sender', ball: 'sender', assignee: { id: eva.id }, may: ['edit', 'send', 'recall', 'release', 'note'] });
    const referralId = drafted.id;
    expect(await refusal(hub.ask(ReferralDetails, kim, { referralId }))).toBe('not-found');

    expect(await hub.ask(SendReferral, eva, { referralId })).toMatchObject({ state: 'sent', ball: 'receiver' });
    expect(await inbox(hub, kim, referralId)).toMatchObject({ state: 'delivered', side: 'receiver', title: 'Trygghetsvandring', assignee: null, may: ['receive', 'decline', 'pass-on', 'claim', 'note'] });
    await hub.ask(ReceiveReferral, kim, { referralId });
    expect(await hub.ask(AskForInformation, kim, { referralId, question: 'Vilken tid?' })).toMatchObject({ state: 'asked', ball: 'sender' });
    await hub.ask(AnswerQuestion, eva, { referralId, answer: 'Klockan 18.' });
    await hub.ask(AcceptReferral, kim, { referralId });
    await hub.ask(StartReferral, kim, { referralId });
    await hub.ask(FeedBack, kim, { referralId, feedback: 'Vi var två.' });
    expect(await hub.ask(CloseReferral, eva, { referralId })).toMatchObject({ state: 'closed', ball: 'nobody', may: ['note'] });

    const [mine, theirs] = [await hub.ask(ReferralTimeline, eva, { referralId }), await hub.ask(ReferralTimeline, kim, { referralId })];
    const whats = ['sent', 'delivered', 'received', 'asked', 'answered', 'accepted', 'started', 'fed-back', 'closed'];
    expect(mine.items.map((i) => i.what)).toEqual(whats);
    expect(theirs.items.map((i) => ({ ...i, by: null }))).toEqual(mine.items.map((i) => ({ ...i, by: null })));
    expect(mine.items.map((i) => i.text)).toEqual([null, null, null, 'Vilken tid?', 'Klockan 18.', null, null, 'Vi var två.', null]);
    expect(mine.items.filter((i) => i.by).map((i) => [i.what, i.by!.id])).toEqual([['sent', eva.id], ['answered', eva.id], ['closed', eva.id]]);
  }, 20_000);

  it('is changed before it is sent, under its version, and never after', async () => {
    const { eva, erik, kpol } = await twoSides(world);
    const { id: referralId, version } = await hub.ask(DraftReferral, eva, request(kpol.id));
    const edited = { referralId, functionId: kpol.id, title: 'Ny rubrik', body: 'Ny text' };

    expect(await hub.ask(EditDraft, erik, edited, { ifMatch: version })).toMatchObject({ title: 'Ny rubrik' });
    expect(await refusal(hub.ask(EditDraft, eva, edited, { ifMatch: version }))).toBe('stale');
    await hub.ask(SendReferral, eva, { referralId });
    const sent = await inbox(hub, eva, referralId);
    expect(await refusal(hub.ask(EditDraft, eva, edited, { ifMatch: sent.version }))).toBe('wrong-state');
    const text = 'update referral_texts set body = $2 where referral_id = $1';
    const db = await hub.db('referrals');
    await db.as(callerOf(eva), (tx) => tx.query(text, [referralId, 'ändrat']));
    expect((await hub.ask(ReferralDetails, eva, { referralId })).body).toBe('Ny text');
  });

  it('about an individual is refused before anything is stored', async () => {
    const { eva, kpol } = await twoSides(world);

    expect(await refusal(hub.ask(DraftReferral, eva, { ...request(kpol.id), aboutIndividual: true }))).toBe('about-an-individual');
    expect((await hub.ask(ReferralOutbox, eva, {})).items).toEqual([]);
    expect(await hub.asAdmin('referrals', "select from audit where actor_id = $1", [eva.id])).toEqual([]);
  });

  it('names the municipality\'s own social welfare board first as where to report that a child may be harmed', async () => {
    const { eva, koping } = await twoSides(world);
    const board = { id: '0199c0de-0000-7000-8000-0000000000aa', organisationId: koping.id, name: 'Social- och arbetsmarknadsnämnden' };
    await world.tell(AuthorityChanged, board.id, board);

    await eventually(async () => expect((await hub.ask(ConcernRouting, eva, {})).boards[0]).toMatchObject({ name: board.name, organisation: { id: koping.id } }));
    await world.tell(AuthorityChanged, board.id, { ...board, status: 'ended' });
    await eventually(async () => expect((await hub.ask(ConcernRouting, eva, {})).boards.map(({ id }) => id)).not.toContain(board.id));
  });

  it('takes no identity number, in any text', async () => {
    const sides = await twoSides(world);
    const { eva, kim, kpol } = sides;
    const number = 'Gäller 100115-9803';
    expect(await refusal(hub.ask(DraftReferral, eva, { ...request(kpol.id), body: number }))).toBe('personal-identity-number');
    const referralId = await delivered(hub, sides);
    expect(await refusal(hub.ask(DeclineReferral, kim, { referralId, reason: number }))).toBe('personal-identity-number');
    expect(await refusal(hub.ask(WriteOwnNotes, kim, { referralId, text: number }, { ifMatch: 'n1' }))).toBe('personal-identity-number');
    expect((await hub.ask(ReferralDetails, kim, { referralId })).state).toBe('delivered');
  });

  it('takes no title of 10,000 characters, and stores nothing of it', async () => {
    const { eva, kpol } = await twoSides(world);

    expect(await refusal(hub.ask(DraftReferral, eva, { ...request(kpol.id), title: 'å'.repeat(10_000) }))).toBe('malformed');
    expect((await hub.ask(ReferralOutbox, eva, {})).items).toEqual([]);
  });

  it('is refused to an unknown function, to one\'s own, and to one that nobody holds', async () => {
    const { eva, koping, polisen } = await twoSides(world);
    const [own, empty] = [await world.function(koping, 'Fältarna', [eva]), await world.function(polisen, 'Vakant', [])];
    await world.settled();

    expect(await refusal(hub.ask(DraftReferral, eva, request(never)))).toBe('unknown-receiver');
    expect(await refusal(hub.ask(DraftReferral, eva, request(own.id)))).toBe('own-organisation-receives');
    const { id: referralId } = await hub.ask(DraftReferral, eva, request(empty.id));
    expect(await refusal(hub.ask(SendReferral, eva, { referralId }))).toBe('receiver-without-people');
    expect((await hub.ask(PossibleReceivers, eva, { search: 'vakant' })).items).toEqual([]);
    expect((await hub.ask(PossibleReceivers, eva, { search: 'fältarna' })).items).toEqual([]);
    expect((await hub.ask(PossibleReceivers, eva, { search: 'fältarna', own: 'true' })).items.map(({ id }) => id)).toEqual([own.id]);
  });

  it('is made once when the same request comes again, and sent once', async () => {
    const { eva, kpol } = await twoSides(world);
    const drafts = await Promise.all([1, 2, 3].map(() => hub.ask(DraftReferral, eva, request(kpol.id), { idempotencyKey: 'ett-utkast' })));
    expect(new Set(drafts.map((d) => d.id)).size).toBe(1);

    const referralId = drafts[0]!.id;
    await Promise.all([1, 2, 3].map(() => hub.ask(SendReferral, eva, { referralId }, { idempotencyKey: 'ett-utskick' })));
    expect((await hub.ask(ReferralTimeline, eva, { referralId })).items.filter((i) => i.what === 'sent')).toHaveLength(1);
  });
});

describe('recalling', () => {
  it('takes the text from the receiver, and is too late after the receipt', async () => {
    const sides = await twoSides(world);
    const [recalled, received] = [await delivered(hub, sides), await delivered(hub, sides)];
    const { eva, kim } = sides;

    await hub.ask(RecallReferral, eva, { referralId: recalled });
    expect(await hub.ask(ReferralDetails, kim, { referralId: recalled })).toMatchObject({ state: 'recalled', title: null, body: null, may: ['note'] });
    await hub.ask(ReceiveReferral, kim, { referralId: received });
    await expect(hub.ask(RecallReferral, eva, { referralId: received })).rejects.toMatchObject({ name: 'wrong-state', body: { status: 409, from: 'received', to: 'recalled', allowed: [] } });
  }, 20_000);

  it('at the moment when it is declined leaves one winner, and 409 for the other', async () => {
    const sides = await twoSides(world);
    for (let round = 0; round < 4; round += 1) {
      const referralId = await delivered(hub, sides);
      const outcomes = await Promise.all([refusal(hub.ask(RecallReferral, sides.eva, { referralId })), refusal(hub.ask(DeclineReferral, sides.kim, { referralId, reason: 'Hinner inte' }))]);
      expect([...outcomes].sort()).toEqual(['allowed', 'wrong-state']);
      const won = outcomes[0] === 'allowed' ? 'recalled' : 'declined';
      for (const person of [sides.eva, sides.kim]) {
        expect((await hub.ask(ReferralDetails, person, { referralId })).state).toBe(won);
        expect((await hub.ask(ReferralTimeline, person, { referralId })).items.map((i) => i.what)).toEqual(['sent', 'delivered', won]);
      }
    }
  }, 20_000);

  it('a draft tells nobody', async () => {
    const { eva, kpol } = await twoSides(world);
    const { id: referralId } = await hub.ask(DraftReferral, eva, request(kpol.id));
    await hub.ask(RecallReferral, eva, { referralId });

    expect(await hub.asAdmin('referrals', "select from outbox where envelope->>'subject' = $1", [referralId])).toEqual([]);
  });
});

describe('passing on', () => {
  it('gives the request to another function, shows the sender where it went, and ends the first one\'s sight', async () => {
    const sides = await twoSides(world);
    const { eva, kim, kpol } = sides;
    const region = await world.organisation('Regionen', { type: 'region' });
    const rut = await world.person(region, 'Rut');
    const bup = await world.function(region, 'BUP-samordningen', [rut]);
    await world.settled();
    const referralId = await delivered(hub, sides);
    await hub.ask(ReceiveReferral, kim, { referralId });
    await hub.ask(AskForInformation, kim, { referralId, question: 'Gäller det oss?' });
    await hub.ask(AnswerQuestion, eva, { referralId, answer: 'Kanske inte.' });

    expect(await hub.ask(PassOnReferral, kim, { referralId, functionId: bup.id, reason: 'Det är er fråga.' }, { idempotencyKey: 'vidare' })).toMatchObject({ passedOnTo: { id: bup.id } });
    expect(await hub.ask(PassOnReferral, kim, { referralId, functionId: bup.id, reason: 'Det är er fråga.' }, { idempotencyKey: 'vidare' })).toMatchObject({ passedOnTo: { id: bup.id } });

    expect(await refusal(hub.ask(ReferralDetails, kim, { referralId }))).toBe('not-found');
    expect((await hub.ask(ReferralInbox, kim, {})).items.map((i) => i.id)).not.toContain(referralId);
    expect(await inbox(hub, rut, referralId)).toMatchObject({ state: 'delivered', receiver: { id: bup.id }, version: 'v2' });
    const theirs = await hub.ask(ReferralTimeline, rut, { referralId });
    expect(theirs.items.map((i) => [i.what, i.text])).toEqual([['sent', null], ['passed-on', 'Det är er fråga.'], ['delivered', null]]);
    expect(theirs.items.map((i) => i.by)).toEqual([null, null, null]);
    const mine = await hub.ask(ReferralTimeline, eva, { referralId });
    expect(mine.items.find((i) => i.what === 'passed-on')).toMatchObject({ actor: { name: kpol.name }, to: { id: bup.id } });
    await hub.ask(DeclineReferral, rut, { referralId, reason: 'Inte vi.' });
    expect(await hub.ask(ReferralDetails, eva, { referralId })).toMatchObject({ state: 'declined' });
  }, 20_000);

  it('is refused to the same function, to the sender\'s organisation and to nobody', async () => {
    const sides = await twoSides(world);
    const [own, empty] = [await world.function(sides.koping, 'Fältarna', [sides.eva]), await world.function(sides.polisen, 'Vakant', [])];
    await world.settled();
    const referralId = await delivered(hub, sides);
    const pass = (functionId: string) => refusal(hub.ask(PassOnReferral, sides.kim, { referralId, functionId, reason: 'Fel' }));

    expect([await pass(sides.kpol.id), await pass(own.id), await pass(empty.id), await pass(never)]).toEqual(['passed-on-to-itself', 'own-organisation-receives', 'receiver-without-people', 'unknown-receiver']);
  });
});
