import { MeetingHasStarted, MeetingInThePast, MeetingNotYetHeld, Problem, TextInIndividualGroup, WrongState } from '@knutpunkt/contracts';
import type { Period } from './wall-time.js';

export type Status = 'called' | 'cancelled' | 'held';

/** What may follow what. A called meeting becomes held by itself when it has ended; that is derived, never written. */
export const transitions = {
  called: ['called', 'cancelled'],
  cancelled: [],
  held: [],
} satisfies Record<Status, readonly Status[]>;

export interface Meeting extends Period {
  readonly id: string;
  readonly groupId: string | null;
  readonly groupLevel: 'GENERAL' | 'INDIVIDUAL';
  readonly ownerAuthorityId: string;
  readonly organiserId: string;
  readonly zone: string;
  readonly place: string;
  readonly link: string;
  readonly status: Status;
  readonly sequence: number;
  readonly version: number;
}

/** Throws WrongState (from, to, allowed) where the table does not have the step, and MeetingHasStarted once it has begun. */
export function requireStep(meeting: Pick<Meeting, 'status' | 'startsAt' | 'endsAt'>, to: Status, now: Date): void {
  const from = statusAt(meeting, now);
  const allowed: readonly Status[] = transitions[from];
  if (!allowed.includes(to)) throw new Problem(WrongState, { from, to, allowed });
  if (meeting.startsAt <= now) throw new Problem(MeetingHasStarted);
}

/** The status as it is at `now`: a called meeting that has ended is held. */
export const statusAt = (meeting: Pick<Meeting, 'status' | 'endsAt'>, now: Date): Status => (meeting.status === 'called' && meeting.endsAt <= now ? 'held' : meeting.status);

/** Throws MeetingInThePast for a meeting that is called for a time that has passed. */
export function requireFuture({ startsAt }: Period, now: Date): void {
  if (startsAt <= now) throw Problem.at(MeetingInThePast, '/starts', 'The meeting must start in the future. One that has been held is entered afterwards.');
}

/** Throws MeetingNotYetHeld for a meeting that is entered afterwards before it has ended. */
export function requireEnded({ endsAt }: Period, now: Date): void {
  if (endsAt > now) throw Problem.at(MeetingNotYetHeld, '/ends', 'The meeting has not ended yet.');
}

export interface Texts {
  readonly title?: string;
  readonly about?: string;
  readonly place?: string;
  readonly reason?: string;
  readonly comment?: string;
}

/** Throws TextInIndividualGroup where the meeting is of an individual-level group: until such content is encrypted, it takes none. */
export function requireNoTextAtIndividualLevel(level: Meeting['groupLevel'], texts: Texts & Readonly<Record<string, string | undefined>>): void {
  if (level === 'GENERAL') return;
  const written = Object.entries(texts).filter(([, text]) => text);
  if (written.length) throw new Problem(TextInIndividualGroup, { errors: written.map(([field]) => ({ pointer: `/${field}`, detail: 'Meetings of an individual-level group take no text.', code: TextInIndividualGroup.slug })) });
}

/** Moves a meeting. A new time asks everybody again; a new place alone does not. Either raises the calendar's SEQUENCE (RFC 5546 §2.1.4). */
export function move(meeting: Meeting, to: Period & Pick<Meeting, 'place' | 'link' | 'zone'>): { moved: Meeting; asksAgain: boolean } {
  const asksAgain = meeting.startsAt.getTime() !== to.startsAt.getTime() || meeting.endsAt.getTime() !== to.endsAt.getTime();
  return { moved: { ...meeting, ...to, sequence: meeting.sequence + 1, version: meeting.version + 1 }, asksAgain };
}
