import { useEffect, useState } from 'react';
import { useMe } from '../shell/current.js';
import { choiceOf, type Choice } from './review-choice.js';
import { keepChoices, keptChoices, type Made } from './kept-choices.js';
import type { Seat } from './review-words.js';

const madeIn = ({ decision, reason, role, end }: Choice): Made => ({ decision, reason, role, end });

/**
 * Choices that wait to be confirmed: they stay while the list is read in other ways, and while one is elsewhere. `seats` are those that are read now: a row that was read anew is
 * decided as it is now, and what was chosen before is shown once its seat has been read.
 */
export function useChoices(reviewId: string, seats: readonly Seat[]) {
  const me = useMe().person.id;
  const [made, setMade] = useState(() => keptChoices(me, reviewId));
  const [seen, setSeen] = useState<Readonly<Record<string, Seat>>>({});
  useEffect(() => keepChoices(me, reviewId, made), [me, reviewId, made]);
  const unseen = seats.filter(({ id }) => made[id] && !seen[id]);
  useEffect(() => {
    if (unseen.length > 0) setSeen((before) => ({ ...before, ...Object.fromEntries(unseen.map((seat) => [seat.id, seat])) }));
  }, [unseen]);

  const drop = (ids: readonly string[]): void => setMade((before) => Object.fromEntries(Object.entries(before).filter(([id]) => !ids.includes(id))));
  const put = (choice: Choice): void => {
    setSeen((before) => ({ ...before, [choice.seat.id]: choice.seat }));
    setMade((before) => ({ ...before, [choice.seat.id]: madeIn(choice) }));
  };
  const choose = (seat: Seat, decision: Choice['decision'] | null): void => (decision === null ? drop([seat.id]) : put(choiceOf(seat, decision)));
  const chosen = Object.entries(made).flatMap(([id, one]): Choice[] => {
    const seat = seats.find((each) => each.id === id) ?? seen[id];
    return seat ? [{ seat, ...one }] : [];
  });
  const unread = Object.keys(made).filter((id) => !chosen.some(({ seat }) => seat.id === id));
  return { chosen, drop, put, choose, unread };
}
