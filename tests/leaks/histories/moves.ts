import type { Who } from './county.js';
import type { World } from './model.js';
import type { Session } from './session.js';
import { agendaMoves } from './moves-agendas.js';
import { meetingMoves } from './moves-meetings.js';
import { requestMoves } from './moves-requests.js';
import { seatMoves } from './moves-seats.js';

/** What comes of it: it is done; what it is about does not exist for who tries; or it may not be done. */
export type Outcome = 'done' | 'absent' | 'refused';

/** One thing that somebody can try, and what the domain says of it. */
export interface Move {
  readonly say: string;
  readonly who: Who;
  readonly outcome: Outcome;
  /** Who must not notice anything of it, told before and after. */
  readonly unnoticed: (who: Who) => boolean;
  /** Tries it; gives the status. */
  readonly attempt: (session: Session) => Promise<number>;
  /** What is true afterwards, where it was done. */
  readonly apply: () => void;
}

/** Everything that can be tried now, by kind. */
export const kinds = { ...meetingMoves, ...seatMoves, ...agendaMoves, ...requestMoves } satisfies Record<string, (w: World) => Move[]>;
export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as Kind[];

/** A kind of thing that somebody tries: something that may be done, or anything. `nth` chooses among them. */
export interface Step { readonly kind: Kind; readonly allowed: boolean; readonly nth: number }

/** What a step comes to in this world: one of its kind, or a call or proposal where there is nothing of the kind yet. */
export const chosen = (w: World, step: Step): Move | undefined => ofKind(w, step) ?? ofKind(w, { ...step, kind: 'propose' }) ?? ofKind(w, { ...step, kind: 'call' });

function ofKind(w: World, { kind, allowed, nth }: Step): Move | undefined {
  const all = kinds[kind](w);
  const fit = allowed ? all.filter(({ outcome }) => outcome === 'done') : all.filter(({ outcome }) => outcome !== 'done');
  return fit[nth % fit.length];
}

