import * as z from 'zod';
import { operation } from '../operation.js';
import { AccessNotFresh, Malformed, NotFound, PersonalIdentityNumber, Stale, VersionMissing, problem } from '../problem.js';
import { Id, Instant, Zone, prose } from '../text.js';
import { GroupLevel } from './directory.js';
import { ledFields } from './series-like.js';
import { MeetingInThePast, calledFrom, listHidden, draftProblems, MeetingStatus, NobodyInvited, NoSuchDate, OnlyMembersAtIndividualLevel, TextInIndividualGroup, UnknownGroup, GroupRests, UnknownParticipant, FunctionRemoved } from './meetings.js';

export const RuleNotUnderstood = problem('rule-not-understood', 422, 'How the meeting is repeated is not understood');
export const SeriesTooLong = problem('series-too-long', 422, 'A series has at most 160 meetings in three years');
export const SeriesWithoutMeetings = problem('series-without-meetings', 422, 'No date is left of the series');
export const DateInSeries = problem('date-in-series', 409, 'The series has a meeting on that day already');
export const SeriesWithoutWeekday = problem('series-without-weekday', 409, 'The series does not follow one day of the week');
export const WeekdayMovesNothing = problem('weekday-moves-nothing', 409, 'No meeting would be moved to that day of the week');
export const NothingLeftOfSeries = problem('nothing-left-of-series', 409, 'No meeting that is to come is left to change');

/** Most meetings in a series, and most years from the first day to the last. */
export const seriesLimits = { meetings: 160, years: 3 } as const;

/** The days of the week as RFC 5545 §3.3.10 writes them, from Monday. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export const Weekday = z.enum(weekdays);
export type Weekday = z.infer<typeof Weekday>;

/** The clock on the wall, hh:mm. */
export const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be hh:mm');
/** A week of ISO 8601: 2026-W53. */
export const IsoWeek = z.string().regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/, 'must be YYYY-Www');
const days = z.array(z.iso.date()).max(seriesLimits.meetings).default([]);

/** How a meeting is repeated: on the wall clock of `zone`, so that 08.30 stays 08.30 when the clocks are moved. */
const recurrence = {
  /** The first day that the rule may give: DTSTART's date. Where the rule does not give that day, the series begins on the first one that it gives. */
  firstDay: z.iso.date(), time: Clock,
  /** How long each meeting lasts, in minutes that pass (RFC 5545 §3.3.6): the end of a meeting over a clock change follows from that. */
  minutes: z.number().int().min(5).max(1_440), zone: Zone,
  /** A RECUR value (RFC 5545 §3.3.10) with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY that ends: UNTIL or COUNT. */
  rule: z.string().min(1).max(300).regex(/^[A-Z0-9=;,+-]+$/, 'must be a recurrence rule'),
  /** Swedish public holidays, and Midsummer's, Christmas and New Year's Eve. */
  skipHolidays: z.boolean().default(true), skipWeeks: z.array(IsoWeek).max(60).default([]),
  /** EXDATE and RDATE: days without a meeting, and days with one besides what the rule gives. What is asked for is not skipped for a holiday or a week. */
  skipDays: days, extraDays: days,
};
export const Recurrence = z.strictObject(recurrence);
export type Recurrence = z.infer<typeof Recurrence>;

/** A date of the rule without a meeting, and why; which holiday, in both languages. */
export const SkippedDate = z.object({ day: z.iso.date(), why: z.enum(['holiday', 'week', 'chosen']), holiday: z.object({ sv: z.string(), en: z.string() }).nullable() });
/** A date with a meeting. `clock` tells where the clocks make the time another than the one asked for: `skipped` that it is an hour later, `twice` that the first of two is meant. */
export const PlannedDate = z.object({ day: z.iso.date(), startsAt: Instant, endsAt: Instant, clock: z.enum(['skipped', 'twice']).nullable() });
export const SeriesPlan = z.object({ meetings: z.array(PlannedDate), skipped: z.array(SkippedDate) });
export type SeriesPlan = z.infer<typeof SeriesPlan>;

const clock = z.enum(['skipped', 'twice']).nullable();
/**
 * What becomes of a meeting of a series that is moved to another weekday. `day` is the date of that weekday for it, null where it has none; `to` when it is afterwards, null where it stays, and `why` then
 * tells why: it has been moved by itself, is no meeting of the weekday that the series had, is on the other one already; or the date is no date of its month, has another meeting of the series, is skipped
 * by the series, or has passed. `late` that its participants would be told later than they should.
 */
export const SeriesMove = z.object({
  meetingId: Id, startsAt: Instant, endsAt: Instant, day: z.iso.date().nullable(), to: z.object({ startsAt: Instant, endsAt: Instant, clock, late: z.boolean() }).nullable(),
  why: z.enum(['own', 'other-day', 'already', 'no-such-day', 'taken', 'chosen', 'week', 'holiday', 'past']).nullable(), holiday: z.object({ sv: z.string(), en: z.string() }).nullable(),
});
export type SeriesMove = z.infer<typeof SeriesMove>;
export const WeekdayPlan = z.object({ moves: z.array(SeriesMove) });
export type WeekdayPlan = z.infer<typeof WeekdayPlan>;

/** A meeting of a series that the viewer may see. `original` is its RECURRENCE-ID (RFC 5545 §3.8.4.4) on the wall clock; `own` that it has been moved or cancelled by itself; `leads` what was changed from it on. */
export const SeriesMeeting = z.object({
  meetingId: Id, original: z.string(), startsAt: Instant, endsAt: Instant, place: z.string(), status: MeetingStatus, title: z.string().nullable(), own: z.boolean(), link: z.string().optional(), leads: z.array(z.enum(ledFields)).optional(),
});
/** `weekday` is the one that it follows, null for a series of several or none; `earlier` the rules by which its meetings before a day were called, earliest first. */
export const SeriesView = z.object({
  id: Id, version: z.string(), group: z.object({ id: Id, name: z.string() }).nullable(), groupLevel: GroupLevel, recurrence: Recurrence.extend({ zone: z.string() }),
  weekday: Weekday.nullable().optional(), earlier: z.array(z.object({ before: z.iso.date(), rule: z.string() })).optional(),
  meetings: z.array(SeriesMeeting), may: z.array(z.enum(['change', 'cancel', 'extend'])),
});
export type SeriesView = z.infer<typeof SeriesView>;

const planProblems = [RuleNotUnderstood, SeriesTooLong, SeriesWithoutMeetings, NoSuchDate];
const place = prose(200);
const link = z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(500)]);
const [title, about] = [prose(150), prose(4_000)];

export const PreviewSeries = operation({
  name: 'PreviewSeries', service: 'meetings', method: 'POST', path: '/series/preview', action: 'meeting.list', summary: 'The dates that a series would have, and which are skipped and why; nothing is written',
  input: Recurrence, output: SeriesPlan, problems: planProblems,
});
export const ScheduleSeries = operation({
  name: 'ScheduleSeries', service: 'meetings', method: 'POST', path: '/series', action: 'meeting.schedule', status: 201, summary: 'Calls a group, or chosen people and functions, to a series of meetings: all of them, or none',
  input: z.strictObject({ ...recurrence, place: place.default(''), link: link.default(''), title: title.default(''), about: about.default(''), groupId: Id.optional(), people: z.array(Id).max(200).default([]), listHidden: listHidden.default(false), functions: z.array(Id).max(50).default([]), ...calledFrom }),
  output: SeriesView, problems: [...planProblems, ...draftProblems, MeetingInThePast, PersonalIdentityNumber, UnknownParticipant, FunctionRemoved, NobodyInvited, UnknownGroup, GroupRests, TextInIndividualGroup, OnlyMembersAtIndividualLevel, AccessNotFresh],
});
export const SeriesDetails = operation({
  name: 'SeriesDetails', service: 'meetings', method: 'GET', path: '/series/{seriesId}', action: 'meeting.read', summary: 'A series, with those of its meetings that I may see',
  input: z.strictObject({ seriesId: Id }), output: SeriesView, problems: [NotFound, AccessNotFresh],
});
export const SeriesOfMeeting = operation({
  name: 'SeriesOfMeeting', service: 'meetings', method: 'GET', path: '/meetings/{meetingId}/series', action: 'meeting.read', summary: 'The series that a meeting is part of, as far as I may see it; null where there is none',
  input: z.strictObject({ meetingId: Id }), output: z.object({ series: SeriesView.nullable() }), problems: [NotFound, AccessNotFresh],
});

export const AddSeriesDate = operation({
  name: 'AddSeriesDate', service: 'meetings', method: 'POST', path: '/series/{seriesId}/dates', action: 'series.extend', ifMatch: true,
  summary: 'Calls one meeting more in a series: to the time, place and texts of those to come, and to whom the series was called for',
  input: z.strictObject({ seriesId: Id, day: z.iso.date() }), output: SeriesView,
  problems: [NotFound, VersionMissing, Stale, NothingLeftOfSeries, DateInSeries, SeriesTooLong, MeetingInThePast, NobodyInvited, UnknownGroup, GroupRests, AccessNotFresh],
});

/** This meeting alone, this and those after it, or all that are to come. `meetingId` says which meeting this is; `all` needs none. */
export const SeriesScope = z.enum(['all', 'following', 'this']);
const which = { seriesId: Id, scope: SeriesScope, meetingId: Id.optional() };
export const ChangeSeries = operation({
  name: 'ChangeSeries', service: 'meetings', method: 'POST', path: '/series/{seriesId}/change', action: 'meeting.reschedule', ifMatch: true,
  summary: 'Changes weekday, time, place, link or texts of meetings to come, all of them or none; a meeting that has been moved or cancelled by itself stays as it is',
  input: z.strictObject({ ...which, weekday: Weekday.optional(), time: Clock.optional(), minutes: recurrence.minutes.optional(), place: place.optional(), link: link.optional(), title: title.optional(), about: about.optional() }),
  output: SeriesView, problems: [Malformed, NotFound, VersionMissing, Stale, NothingLeftOfSeries, SeriesWithoutWeekday, WeekdayMovesNothing, MeetingInThePast, PersonalIdentityNumber, TextInIndividualGroup, AccessNotFresh],
});
export const PreviewWeekday = operation({
  name: 'PreviewWeekday', service: 'meetings', method: 'POST', path: '/series/{seriesId}/weekday', action: 'meeting.reschedule',
  summary: 'Which meetings of a series would be moved to another weekday and when they would be, and which would stay and why; nothing is written',
  input: z.strictObject({ ...which, weekday: Weekday, time: Clock.optional(), minutes: recurrence.minutes.optional() }), output: WeekdayPlan,
  problems: [Malformed, NotFound, NothingLeftOfSeries, SeriesWithoutWeekday, AccessNotFresh],
});
export const CancelSeries = operation({
  name: 'CancelSeries', service: 'meetings', method: 'POST', path: '/series/{seriesId}/cancel', action: 'meeting.cancel', ifMatch: true, summary: 'Cancels meetings to come, also those that have been moved by themselves, with a reason that the participants read here',
  input: z.strictObject({ ...which, reason: prose(500).default('') }),
  output: SeriesView, problems: [Malformed, NotFound, VersionMissing, Stale, NothingLeftOfSeries, PersonalIdentityNumber, TextInIndividualGroup, AccessNotFresh],
});
