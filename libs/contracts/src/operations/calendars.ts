import * as z from 'zod';
import { operation } from '../operation.js';
import { problem } from '../problem.js';
import { Instant } from '../text.js';

export const CalendarAddressNotTaken = problem('calendar-address-not-taken', 422, 'The address is not that of a calendar on the internet');
export const NotACalendar = problem('not-a-calendar', 422, 'The file is not a calendar');
export const TooManyCalendars = problem('too-many-calendars', 409, 'At most five calendars are connected');
export const CalendarsNotFetched = problem('calendars-not-fetched', 409, 'This hub fetches no calendars');

/** Why a calendar could not be read: what its owner can do something about. */
export const CalendarFault = z.enum(['not-secure', 'closed-network', 'not-reached', 'too-slow', 'too-large', 'too-many-redirects', 'not-found', 'server-error', 'not-a-calendar', 'not-opened']);
export type CalendarFault = z.infer<typeof CalendarFault>;

/** A calendar that somebody has connected, as its owner reads of it: never its address, nor what is in it. */
export const ConnectedCalendar = z.object({
  /** Among the owner's, from 1. */
  number: z.number().int(), kind: z.enum(['address', 'file']),
  /** The server that it is on; null for a file. */
  host: z.string().nullable(), addedAt: Instant,
  /** When it was read last, and until when it tells; null before that. */
  readAt: Instant.nullable(), coversTo: Instant.nullable(),
  fault: CalendarFault.nullable(),
  /** Since when it has failed, every time that it was tried; null where it was read last, and for a file. */
  failingSince: Instant.nullable(),
  /** Entries that could not be understood. */
  skipped: z.number().int(),
});
export const ConnectedCalendars = z.object({ calendars: z.array(ConnectedCalendar), /** Whether this hub fetches calendars by their address. */ fetches: z.boolean() });
export type ConnectedCalendars = z.infer<typeof ConnectedCalendars>;

/** The largest file, in bytes. */
export const largestCalendarFile = 500_000;

const keeping = { service: 'meetings', action: 'calendar.connect', output: ConnectedCalendars } as const;

export const OwnCalendars = operation({
  ...keeping, name: 'OwnCalendars', method: 'GET', path: '/calendars', summary: 'The calendars that I have connected, and whether they could be read; never their addresses, nor what is in them',
  input: z.strictObject({}),
});
export const ConnectCalendar = operation({
  ...keeping, name: 'ConnectCalendar', method: 'POST', path: '/calendars', status: 201, summary: 'Connects a calendar by its secret address (https or webcal), which is never shown again; of it only busy and tentative time is kept',
  input: z.strictObject({ address: z.string().min(1).max(4_000) }), problems: [CalendarAddressNotTaken, TooManyCalendars, CalendarsNotFetched],
});
export const AddCalendarFile = operation({
  ...keeping, name: 'AddCalendarFile', method: 'POST', path: '/calendars/file', status: 201, largestBody: 700_000, summary: 'Takes busy and tentative time from a calendar or a free/busy file (VFREEBUSY), and keeps nothing else of it',
  input: z.strictObject({ file: z.base64().min(1).max(Math.ceil(largestCalendarFile / 3) * 4) }), problems: [NotACalendar, TooManyCalendars],
});
export const DisconnectCalendar = operation({
  ...keeping, name: 'DisconnectCalendar', method: 'POST', path: '/calendars/disconnect', summary: 'Disconnects a calendar: its address and its busy time are gone at once',
  input: z.strictObject({ number: z.number().int().min(1).max(5), /** Which of those that had the number. */ addedAt: Instant }),
});
