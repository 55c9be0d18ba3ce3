import { expect } from '@jest/globals';
import { everybody, type County, type Who } from './county.js';
import { expected, inboxOf } from './expected.js';
import { begin, seesAction, seesGroup, sees, sideOf, type World } from './model.js';
import { chosen, type Move, type Outcome, type Step } from './moves.js';
import { observed, type Observed } from './observed.js';
import { quiet } from './quiet.js';
import { Session } from './session.js';
import type { LeakHub } from '../leak-hub.js';

const outcomeOf = (status: number): Outcome => (status < 300 ? 'done' : status === 404 ? 'absent' : 'refused');
type Everybody = ReadonlyMap<Who, Observed>;

/** Lives one history in a county of its own, and compares after each step what each person sees with what the model says. Throws the history so far where they differ. */
export async function live(leaks: LeakHub, county: County, steps: readonly Step[]): Promise<number> {
  const session = new Session(leaks, county);
  const w = begin();
  const told: string[] = [];
  let before = await look(session, w);
  for (const move of steps) {
    const next = chosen(w, move);
    if (!next) continue;
    told.push(`${next.say} (${next.outcome})`);
    try {
      before = await take(session, w, next, before);
    } catch (error) {
      throw new Error(`${told.map((line, i) => `${i + 1}. ${line}`).join('\n')}\n${(error as Error).message}`, { cause: error });
    }
  }
  return told.length;
}

async function take(session: Session, w: World, move: Move, before: Everybody): Promise<Everybody> {
  const deaf = everybody.filter(move.unnoticed);
  const status = await move.attempt(session);
  expect(outcomeOf(status)).toBe(move.outcome);
  if (move.outcome === 'done') move.apply();
  await quiet(session.leaks.hub);
  const after = await look(session, w);
  const unnoticing = move.outcome === 'done' ? deaf.filter(move.unnoticed) : everybody;
  for (const who of unnoticing) expect([who, 'hears', after.get(who)!.place]).toEqual([who, 'hears', before.get(who)!.place]);
  return after;
}

/** One person after the other: together they would be more than a hub answers at once. */
async function look(session: Session, w: World): Promise<Everybody> {
  const all = new Map<Who, Observed>();
  for (const who of everybody) {
    const seen = await observed(session, w, who);
    compare(w, who, seen);
    all.set(who, seen);
  }
  return all;
}

function compare(w: World, who: Who, seen: Observed): void {
  expect({ who, ...seen.visible }).toEqual({ who, ...expected(w, who) });
  expect(seen.unread.counted).toBe(seen.unread.shown);
  const { must, may } = inboxOf(w, who);
  expect({ who, inbox: seen.inbox.filter((name) => !may.includes(name)).toSorted() }).toEqual({ who, inbox: must });
  // What is told live is kept for a while and for so many, and begins anew where it has been lost: what is in it can be held against what exists alone. That nobody hears of what he must not is compared exactly, by the place.
  expect({ who, heardOf: seen.heardOf.filter((name) => name !== who && !exists(w, who, name)) }).toEqual({ who, heardOf: [] });
}

/** Whether what is called so exists for somebody. */
const exists = (w: World, who: Who, name: string): boolean =>
  w.meetings.some((m) => m.label === name && sees(w, who, m)) || w.actions.some((a) => a.label === name && seesAction(w, who, a)) || w.requests.some((r) => r.label === name && sideOf(who, r) !== null)
  || [...w.seats.keys()].some((g) => g === name && seesGroup(w, who, g));
