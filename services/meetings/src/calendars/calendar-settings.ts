import * as z from 'zod';
import { internet, type Reach } from './fetch-calendar.js';

const Settings = z.object({
  /** What the addresses of calendars are encrypted with, 32 bytes, base64. */
  key: z.base64().refine((key) => Buffer.from(key, 'base64').length === 32, 'must be 32 bytes, base64'),
});

export type GivenCalendars = z.input<typeof Settings> & { readonly reach?: Reach };
/** How calendars are fetched; the absence of it means that none are. */
export interface CalendarSettings { readonly key: Buffer; readonly reach: Reach }

/** Throws an error that names a setting that is missing or wrong. */
export function calendarSettings({ reach = internet, ...given }: GivenCalendars): CalendarSettings {
  const parsed = Settings.safeParse(given);
  if (!parsed.success) throw new Error(`The settings for calendars are not complete:\n${z.prettifyError(parsed.error)}`);
  return { key: Buffer.from(parsed.data.key, 'base64'), reach };
}

/** Reads CALENDAR_KEY, without which no calendar is fetched. */
export const calendarsFromEnv = (env: NodeJS.ProcessEnv = process.env): GivenCalendars | null => (env.CALENDAR_KEY ? { key: env.CALENDAR_KEY } : null);
