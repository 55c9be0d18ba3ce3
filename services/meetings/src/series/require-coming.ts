import { MeetingInThePast, Problem } from '@knutpunkt/contracts';

/** Throws MeetingInThePast at `pointer` where a meeting would begin before now. */
export function requireComing(meetings: readonly { readonly startsAt: string }[], now: Date, pointer: string): void {
  if (meetings.some(({ startsAt }) => new Date(startsAt) <= now)) throw Problem.at(MeetingInThePast, pointer, 'A meeting cannot be called for a time that has passed.');
}
