import * as z from 'zod';

const date = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is "hh:mm"');
const weeks = z.union([z.number().int().min(1).max(53), z.string().regex(/^\d{1,2}-\d{1,2}$/, 'weeks are 12 or 12-13')]);

export const Weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
/** Every such weekday from one date to another, both included, but not in these ISO weeks. */
export const Weekly = z.strictObject({ weekday: Weekday, from: date, to: date, notInWeeks: z.array(weeks).default([]) });
export type Weekly = z.infer<typeof Weekly>;

const when = {
  dates: z.array(date).optional(),
  weekly: Weekly.optional(),
  followUps: z.strictObject({ from: z.array(date).min(1), weeksAfter: z.array(z.number().int().min(0)).min(1) }).optional(),
  day: z.string().regex(/^(today|[+-]\d{1,2} workdays?)$/, 'a day is today, or so many workdays before or after it: "+1 workday"').optional(),
};

const Meeting = z.strictObject({
  by: z.string(), group: z.string().optional(), people: z.array(z.string()).default([]), functions: z.array(z.string()).default([]),
  ...when, starts: time, ends: time,
  place: z.string().default(''), link: z.string().default(''), title: z.string().default(''), about: z.string().default(''),
  replies: z.array(z.strictObject({ by: z.string(), answer: z.enum(['yes', 'maybe', 'no']), comment: z.string().default('') })).default([]),
})
  .refine((meeting) => [meeting.dates, meeting.weekly, meeting.followUps, meeting.day].filter((on) => on !== undefined).length === 1, 'a meeting has one of dates, weekly, followUps and day')
  .refine((meeting) => meeting.starts < meeting.ends, { message: 'the meeting ends before it starts', path: ['ends'] });
export type MeetingEntry = z.infer<typeof Meeting>;

export const MeetingsFile = z.strictObject({ meetings: z.array(Meeting) });
