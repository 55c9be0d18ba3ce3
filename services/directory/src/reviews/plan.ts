import { cancelDue, remindAt } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { nextReminder } from './calendar.js';

/** The timers of reviews: the next morning on which they are opened, one organisation's opening, a review's reminders, and its end. */
export const timers = { season: 'review-season', opens: 'review-opens', reminds: 'review-reminds', ends: 'review-ends' } as const;

/** Plans the next reminder of a review after an instant, if one is left. */
export async function planReminder(tx: Tx, { id, lastDay, after }: { id: string; lastDay: string; after: Date }): Promise<void> {
  const at = nextReminder(lastDay, after);
  await (at ? remindAt(tx, { kind: timers.reminds, subjectId: id, at }) : cancelDue(tx, { kind: timers.reminds, subjectId: id }));
}

/** Plans what the hub does by itself of a review that has been opened. */
export async function planReview(tx: Tx, { id, lastDay, endsAt, now }: { id: string; lastDay: string; endsAt: Date; now: Date }): Promise<void> {
  await planReminder(tx, { id, lastDay, after: now });
  await remindAt(tx, { kind: timers.ends, subjectId: id, at: endsAt });
}
