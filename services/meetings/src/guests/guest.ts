import { MeetingHasStarted, Problem, TooManyGuests, WrongState, type Output, type GuestInvitation } from '@knutpunkt/contracts';
import { statusAt, type Status } from '../meeting/meeting.js';

const day = 24 * 60 * 60 * 1_000;
const most = 50;

/** What a link may know of its meeting. */
export interface Invitation {
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly zone: string;
  readonly place: string;
  readonly online: boolean;
  readonly status: Status;
  readonly answer: 'yes' | 'maybe' | 'no' | null;
}

/** A guest's link leads somewhere until a week after the meeting. */
export const leads = ({ ends_at }: Pick<Invitation, 'ends_at'>, now: Date): boolean => now.getTime() < ends_at.getTime() + 7 * day;

/** When nothing is left of what was typed of a meeting's guests: thirty days after it, or after it was cancelled if that is earlier. */
export function forgottenAt({ ends_at, cancelled_at = null }: Pick<Invitation, 'ends_at'> & { readonly cancelled_at?: Date | null }): Date {
  const over = cancelled_at && cancelled_at < ends_at ? cancelled_at : ends_at;
  return new Date(over.getTime() + 30 * day);
}

const isOpen = ({ status, starts_at }: Invitation, now: Date): boolean => status === 'called' && starts_at > now;

/** Throws WrongState or MeetingHasStarted where a meeting takes no answers any more. */
export function requireAnswerable(invitation: Invitation, now: Date): void {
  const from = statusAt({ status: invitation.status, endsAt: invitation.ends_at }, now);
  if (from !== 'called') throw new Problem(WrongState, { from, to: from, allowed: [] });
  if (!isOpen(invitation, now)) throw new Problem(MeetingHasStarted);
}

/** Throws TooManyGuests for one more than a meeting has. */
export function requireRoom(guests: number): void {
  if (guests >= most) throw new Problem(TooManyGuests);
}

/** All that a link shows. */
export const invitationView = (invitation: Invitation, now: Date): Output<typeof GuestInvitation> => ({
  startsAt: invitation.starts_at.toISOString(), endsAt: invitation.ends_at.toISOString(), zone: invitation.zone, place: invitation.place, online: invitation.online,
  status: statusAt({ status: invitation.status, endsAt: invitation.ends_at }, now), answer: invitation.answer, mayAnswer: isOpen(invitation, now),
});
