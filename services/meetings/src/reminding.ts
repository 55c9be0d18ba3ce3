import { Problem, RemindedLately } from '@knutpunkt/contracts';

const rest = 12 * 60 * 60 * 1000;

/** Those who have not answered are reminded by hand at most twice a day. */
export const mayRemindAt = (last: Date | null, now: Date): boolean => !last || now.getTime() - last.getTime() >= rest;

/** Throws RemindedLately until twelve hours after the last reminder that somebody asked for. */
export function requireRest(last: Date | null, now: Date): void {
  if (!mayRemindAt(last, now)) throw new Problem(RemindedLately);
}
