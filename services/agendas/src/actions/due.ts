import { Temporal } from 'temporal-polyfill';
import { cancelDue, remindAt } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';

const zone = 'Europe/Stockholm';
/** Days from the due date, and the kind of timer that rings then, at eight in the morning in Sweden. */
export const reminders = { 'action-before': -3, 'action-late': 1, 'action-coordinator': 4 } as const;
export type ReminderKind = keyof typeof reminders;

/** When the reminders of something due on that date (YYYY-MM-DD, in Sweden) ring. */
export const ringsOf = (due: string): { kind: ReminderKind; at: Date }[] =>
  (Object.entries(reminders) as [ReminderKind, number][]).map(([kind, days]) => ({
    kind, at: new Date(Temporal.PlainDate.from(due).add({ days }).toZonedDateTime({ timeZone: zone, plainTime: '08:00' }).epochMilliseconds),
  }));

/** Plans the reminders of an action; the one before is left out where its time has passed. */
export async function planReminders(tx: Tx, { id, due, now }: { id: string; due: string; now: Date }): Promise<void> {
  for (const { kind, at } of ringsOf(due)) if (kind !== 'action-before' || at > now) await remindAt(tx, { kind, subjectId: id, at });
}

/** Takes back the reminders of an action that is settled. */
export async function cancelReminders(tx: Tx, id: string): Promise<void> {
  for (const kind of Object.keys(reminders)) await cancelDue(tx, { kind, subjectId: id });
}
