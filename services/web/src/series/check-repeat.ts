import type * as z from 'zod';
import { readOccasion } from '../occasion/occasion.js';
import type { Draft } from '../meetings/draft.js';
import { countOf, lastDayOf, parseWeeks } from './repeat.js';

type Check = { value: Draft; issues: z.core.$ZodRawIssue[] };

/** What cannot be read of how a meeting is repeated. Messages are keys of the texts. */
export function checkRepeat(check: Check): void {
  const { value } = check;
  if (!value.repeats || value.held) return;
  const say = (field: string, message: string): void => void check.issues.push({ code: 'custom', continue: true, path: [field], message, input: value });
  const [date, until] = [readOccasion(value).date, lastDayOf(value)];
  if (value.repeatEnd === 'date' && until === undefined) say('until', value.until.trim() === '' ? 'field.date.missing' : 'field.date.invalid');
  if (value.repeatEnd === 'date' && until !== undefined && date !== undefined && until < date) say('until', 'series.field.untilBefore');
  if (value.repeatEnd === 'count' && countOf(value) === undefined) say('count', 'series.field.count');
  if (parseWeeks(value.skipWeeks) === undefined) say('skipWeeks', 'series.field.weeks');
}
