import type { MeetingSummary } from '@knutpunkt/contracts';
import { daysAfter, mondayOf } from '../time/calendar-date.js';
import { wallClockAt } from '../time/stockholm.js';

/** My meetings, by what I have to do with them. */
export interface MyDay {
  readonly toAnswer: readonly MeetingSummary[];
  readonly today: readonly MeetingSummary[];
  readonly laterThisWeek: readonly MeetingSummary[];
  /** The first one after this week. */
  readonly next: MeetingSummary | undefined;
}

const waits = (meeting: MeetingSummary): boolean => meeting.mine.some((one) => one.answer === null);

/** True for a meeting that an answer can still be given to. */
const isOpen = (meeting: MeetingSummary, now: Date): boolean => meeting.status === 'called' && new Date(meeting.startsAt) > now;

/**
 * Sorts meetings into my day. Dates are those of Europe/Stockholm; weeks begin on Monday.
 * A meeting answered during this visit (`answeredHere`) stays among those to answer, so that a slip can be undone.
 */
export function myDay(meetings: readonly MeetingSummary[], now: Date, answeredHere: ReadonlySet<string>): MyDay {
  const today = wallClockAt(now).date;
  const sunday = daysAfter(mondayOf(today), 6);
  const dated = meetings.map((meeting) => ({ meeting, starts: wallClockAt(meeting.startsAt).date, ends: wallClockAt(meeting.endsAt).date }));
  return {
    toAnswer: meetings.filter((meeting) => isOpen(meeting, now) && (waits(meeting) || answeredHere.has(meeting.id))),
    today: dated.filter(({ starts, ends }) => starts <= today && ends >= today).map(({ meeting }) => meeting),
    laterThisWeek: dated.filter(({ starts }) => starts > today && starts <= sunday).map(({ meeting }) => meeting),
    next: dated.find(({ meeting, starts }) => starts > sunday && meeting.status !== 'cancelled')?.meeting,
  };
}
