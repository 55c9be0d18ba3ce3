import { Temporal } from 'temporal-polyfill';
import { cancelDue, remindAt } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';

const zone = 'Europe/Stockholm';
/** Days from the due date, and the kind of timer that rings then, at eight in the morning in Sweden. */
export const reminders = { 'action-before': -3, 'action-late': 1, 'action-coordinator': 4 } as const;
export type ReminderKind = keyof typeof reminders;

/** When a reminder of something due on that date (YYYY-MM-DD, in Sweden) rings. */
export const ringOf = (kind: ReminderKind, due: string): Date =>
  new Date(Temporal.PlainDate.from(due).add({ days: reminders[kind] }).toZonedDateTime({ timeZone: zone, plainTime: '08:00' }).epochMilliseconds);

/** Plans the owner's reminders of an action; the one before is left out where its time has passed. The coordinator's is planned when the owner has been told, so that it never comes first. */
export async function planReminders(tx: Tx, { id, due, now }: { id: string; due: string; now: Date }): Promise<void> {
  const before = ringOf('action-before', due);
  if (before > now) await remindAt(tx, { kind: 'action-before', subjectId: id, at: before });
  await remindAt(tx, { kind: 'action-late', subjectId: id, at: ringOf('action-late', due) });
}

/** Takes back the reminders of an action that is settled. */
export async function cancelReminders(tx: Tx, id: string): Promise<void> {
  for (const kind of Object.keys(reminders)) await cancelDue(tx, { kind, subjectId: id });
}
