import type { ActionView, MeetingSummary, ReferralSummary } from '@knutpunkt/contracts';
import { wallClockAt } from '../time/stockholm.js';

/** Something on my day, of any kind. */
export type Matter =
  | { readonly kind: 'meeting'; readonly of: MeetingSummary }
  | { readonly kind: 'action'; readonly of: ActionView }
  | { readonly kind: 'referral'; readonly of: ReferralSummary };

/** What has been read of my day. */
export interface Read {
  readonly meetings: readonly MeetingSummary[];
  readonly actions: readonly ActionView[];
  readonly referrals: readonly ReferralSummary[];
}

/** My day: each thing once, in the first part that it belongs to, the earliest first whatever its kind. */
export interface MyDay {
  /** Late, or due or held today. */
  readonly urgent: readonly Matter[];
  /** What somebody waits for me to answer. */
  readonly toAnswer: readonly Matter[];
  readonly coming: readonly Matter[];
}

type Part = keyof MyDay;

// A day's end is after all of its times, and what has no day comes last.
const endOfDay = '24:00';
const noDay = '9999';

/** True for a meeting that I have not answered, for myself or for a function. */
export const lacksAnswer = (meeting: MeetingSummary): boolean => meeting.mine.some((one) => one.answer === null);

/** True for a meeting whose answer is asked for: it can still be given, and is missing or was given during this visit (`answeredHere`). */
export const asksForAnswer = (meeting: MeetingSummary, now: Date, answeredHere: ReadonlySet<string>): boolean =>
  meeting.status === 'called' && new Date(meeting.startsAt) > now && (lacksAnswer(meeting) || answeredHere.has(meeting.id));

/** The day a request is to be answered; none for one that is written or only to be closed. */
const dueOf = ({ state, replyDue }: ReferralSummary): string => (state === 'draft' || state === 'fed-back' ? noDay : (replyDue ?? noDay));

/** When something begins or is due, as Swedish wall-clock time that can be compared as text. */
function timeOf(matter: Matter): string {
  if (matter.kind === 'action') return `${matter.of.due} ${endOfDay}`;
  if (matter.kind === 'referral') return `${dueOf(matter.of)} ${endOfDay}`;
  const { date, time } = wallClockAt(matter.of.startsAt);
  return `${date} ${time}`;
}

const isBefore = (a: Matter, b: Matter): number => timeOf(a).localeCompare(timeOf(b)) || a.of.id.localeCompare(b.of.id);

/** Of a meeting that I only know of, or do not come to, nothing is asked of me today. */
const isForMe = (matter: Matter): boolean =>
  matter.kind !== 'meeting' || (matter.of.sight === 'content' && !(matter.of.mine.length > 0 && matter.of.mine.every(({ answer }) => answer === 'no')));

function partOf(matter: Matter, now: Date, answeredHere: ReadonlySet<string>): Part {
  if (isForMe(matter) && timeOf(matter).slice(0, 10) <= wallClockAt(now).date) return 'urgent';
  if (matter.kind === 'referral') return matter.of.state === 'draft' ? 'coming' : 'toAnswer';
  if (matter.kind === 'action') return matter.of.may.includes('accept') ? 'toAnswer' : 'coming';
  return asksForAnswer(matter.of, now, answeredHere) ? 'toAnswer' : 'coming';
}

/**
 * Sorts what waits for me into my day. Dates are those of Europe/Stockholm. In each part the earliest stands first, so that what has been late
 * longest is at the top; nothing else, and nobody's rank, moves anything.
 * A meeting answered during this visit (`answeredHere`) stays among those to answer, so that a slip can be undone.
 */
export function myDay({ meetings, actions, referrals }: Read, now: Date, answeredHere: ReadonlySet<string>): MyDay {
  const all: Matter[] = [
    ...meetings.map((of) => ({ kind: 'meeting' as const, of })),
    ...actions.map((of) => ({ kind: 'action' as const, of })),
    ...referrals.map((of) => ({ kind: 'referral' as const, of })),
  ].sort(isBefore);
  const inPart = (part: Part): Matter[] => all.filter((matter) => partOf(matter, now, answeredHere) === part);
  return { urgent: inPart('urgent'), toAnswer: inPart('toAnswer'), coming: inPart('coming') };
}
