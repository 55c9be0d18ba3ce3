import { Problem, WrongState, type ItemView } from '@knutpunkt/contracts';

export type ItemState = ItemView['state'];

/** What may follow what. Nothing leads out of an item that was withdrawn; a declined one can still be taken up. */
export const transitions = {
  proposed: ['taken-up', 'declined', 'withdrawn'],
  'taken-up': ['treated', 'postponed', 'declined', 'withdrawn'],
  treated: ['taken-up', 'postponed'],
  postponed: ['taken-up', 'treated'],
  declined: ['taken-up'],
  withdrawn: [],
} satisfies Record<ItemState, readonly ItemState[]>;

/** Whether the table has the step. */
export const canBecome = (from: ItemState, to: ItemState): boolean => (transitions[from] as readonly ItemState[]).includes(to);

/** Throws WrongState (from, to, allowed) where the table does not have the step. */
export function requireStep(from: ItemState, to: ItemState): void {
  if (!canBecome(from, to)) throw new Problem(WrongState, { from, to, allowed: transitions[from] });
}

/** Whether it has a place (§) on the agenda. */
export const isOnAgenda = (state: ItemState): boolean => ['taken-up', 'treated', 'postponed'].includes(state);
/** Whether its text may still be changed. */
export const isEditable = (state: ItemState): boolean => state === 'proposed' || state === 'taken-up';

/** Throws WrongState unless the item is on the agenda, where it can be noted. */
export function requireOnAgenda(from: ItemState): void {
  if (!isOnAgenda(from)) throw new Problem(WrongState, { from, to: from, allowed: transitions[from] });
}

/** Throws WrongState unless the item's text may still be changed. */
export function requireEditable(from: ItemState): void {
  if (!isEditable(from)) throw new Problem(WrongState, { from, to: from, allowed: transitions[from] });
}

/** The rank between two neighbours, exact however often it is halved; `null` is the end of the list. Given and returned as decimal text. */
export const rankBetween = "select case when $1::numeric is null and $2::numeric is null then 1 when $1::numeric is null then $2::numeric - 1 when $2::numeric is null then $1::numeric + 1 else ($1::numeric + $2::numeric) * 0.5 end as rank";
