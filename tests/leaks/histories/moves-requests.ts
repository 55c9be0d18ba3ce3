import { ClaimReferral, DraftReferral, PassOnReferral, RecallReferral, ReceiveReferral, SendReferral, type AnyOperation } from '@knutpunkt/contracts';
import { duties, everybody, type Duty, type Who } from './county.js';
import { bound, orgOf, sideOf, type Request, type World } from './model.js';
import type { Move } from './moves.js';

const unseen = (r: Request) => (who: Who): boolean => sideOf(who, r) === null;

function send(w: World, who: Who, to: Duty): Move {
  const r: Request = { label: `förfrågan${w.requests.length + 1}`, sender: who, to, state: 'delivered', passedOn: false, has: { sender: who, receiver: null } };
  return {
    who, say: `${who} sends ${r.label} to ${to}`, outcome: bound(who) && orgOf(to) !== orgOf(who) ? 'done' : 'refused', unnoticed: unseen(r), apply: () => w.requests.push(r),
    attempt: async (session) => {
      const { status, body } = await session.ask(who, DraftReferral, { aboutIndividual: false, functionId: session.id(to), title: r.label, body: 'Text' });
      if (!body) return status;
      session.ids.set(r.label, body.id);
      return (await session.ask(who, SendReferral, { referralId: body.id })).status;
    },
  };
}

type Stepping = { say: string; op: AnyOperation; by: 'sender' | 'receiver' | 'either'; fit: boolean; apply: () => void; input?: (id: (label: string) => string) => object; unnoticed?: (who: Who) => boolean };
const stepping = (who: Who, r: Request, { say, op, by, fit, apply, input, unnoticed = unseen(r) }: Stepping): Move => ({
  who, say: `${who} ${say} ${r.label}`, apply, unnoticed, outcome: sideOf(who, r) === null ? 'absent' : (by === 'either' || sideOf(who, r) === by) && fit ? 'done' : 'refused',
  attempt: async (session) => (await session.ask(who, op, { referralId: session.id(r.label), ...input?.((label) => session.id(label)) })).status,
});

const receive = (who: Who, r: Request): Move => stepping(who, r, { say: 'receives', op: ReceiveReferral, by: 'receiver', fit: r.state === 'delivered', apply: () => { r.state = 'received'; } });
const recall = (who: Who, r: Request): Move => stepping(who, r, { say: 'recalls', op: RecallReferral, by: 'sender', fit: r.state === 'delivered', apply: () => { r.state = 'recalled'; } });
/** Who has it is for the own side to know. */
function claim(who: Who, r: Request): Move {
  const side = sideOf(who, r);
  return stepping(who, r, { say: 'claims', op: ClaimReferral, by: 'either', fit: side !== null && r.has[side] === null && r.state !== 'recalled', apply: () => { r.has[side!] = who; }, unnoticed: (one) => sideOf(one, r) !== side });
}
const passOn = (who: Who, r: Request, to: Duty): Move => stepping(who, r, {
  say: `passes on to ${to}`, op: PassOnReferral, by: 'receiver', fit: r.state !== 'recalled' && to !== r.to && orgOf(to) !== orgOf(r.sender), input: (id) => ({ functionId: id(to), reason: 'Rätt mottagare' }),
  apply: () => { r.to = to; r.state = 'delivered'; r.passedOn = true; r.has.receiver = null; },
});

/** Requests between organisations, and who on a side has them. */
export const requestMoves = {
  send: (w: World) => everybody.flatMap((who) => duties.map((to) => send(w, who, to))),
  receive: (w: World) => w.requests.flatMap((r) => everybody.map((who) => receive(who, r))),
  recall: (w: World) => w.requests.flatMap((r) => everybody.map((who) => recall(who, r))),
  claim: (w: World) => w.requests.flatMap((r) => everybody.map((who) => claim(who, r))),
  passOn: (w: World) => w.requests.flatMap((r) => everybody.flatMap((who) => duties.map((to) => passOn(who, r, to)))),
};
