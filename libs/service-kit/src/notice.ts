import { Temporal } from 'temporal-polyfill';
import type { Notice } from '@knutpunkt/contracts';
import { swedishDay } from './swedish-day.js';
import { isWorkday } from './workdays.js';

/** The levels that a meeting can have. */
type Level = 'GENERAL' | 'INDIVIDUAL';

/** How many working days before a meeting its participants should know of it. Later than that is told, and never refused. */
const wanted = { GENERAL: 5, INDIVIDUAL: 1 } satisfies Record<Level, number>;

/** Longer notice than this is not told apart. */
const most = 20;

/** The notice that was given of a time: the working days after the day that it was told, until the day of the meeting. */
export function noticeOf(level: Level, toldAt: Date, startsAt: Date): Notice {
  const last = swedishDay(startsAt);
  let workingDays = 0;
  for (let day = swedishDay(toldAt).add({ days: 1 }); workingDays < most && Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) workingDays += isWorkday(day) ? 1 : 0;
  return { workingDays, wanted: wanted[level], late: workingDays < wanted[level] };
}
