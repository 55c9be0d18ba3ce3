import { createContext, useContext } from 'react';
import type { Me, Operation, Output } from '@knutpunkt/contracts';

/** Who is logged in, as the hub tells it. */
export type Person = Output<typeof Me>;

const Current = createContext<Person | null>(null);

/** Tells the pages inside who is logged in. */
export const CurrentPerson = Current.Provider;

/** Who is logged in. Throws outside the logged-in part. */
export function useMe(): Person {
  const me = useContext(Current);
  if (me === null) throw new Error('Nobody is logged in here');
  return me;
}

/** True when a view says that this operation may be asked for now. The client holds no other rule. A view of one thing may leave out what kind of thing it is: `reply` for `meeting.reply`. */
export const may = (view: { readonly may: readonly string[] }, { action }: Pick<Operation, 'action'>): boolean =>
  view.may.includes(action) || view.may.includes(action.slice(action.indexOf('.') + 1));
