import { ScheduleMeeting } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { textRefused } from '../api/text-fault.js';
import { Occasion, readOccasion } from './occasion.js';

interface Check<V> {
  readonly value: V;
  readonly issues: z.core.$ZodRawIssue[];
}
type Texts = Partial<Record<'link' | 'place' | 'title' | 'about', string>>;

/** Says what is wrong with a field; the message is a key of the texts. */
export const say = (check: Check<unknown>, field: string, message: string): void =>
  void check.issues.push({ code: 'custom', continue: true, path: [field], message, input: check.value });
const blank = (text: string): boolean => text.trim() === '';

/** Date and times that can be read, in their order. */
export function checkTimes(check: Check<Occasion>): void {
  const { value } = check;
  const read = readOccasion(value);
  if (read.date === undefined) say(check, 'date', blank(value.date) ? 'field.date.missing' : 'field.date.invalid');
  if (read.starts === undefined) say(check, 'starts', blank(value.starts) ? 'field.time.missing' : 'field.time.invalid');
  if (read.ends === undefined) say(check, 'ends', blank(value.ends) ? 'field.time.missing' : 'field.time.invalid');
  // With an offset chosen, in the night when summer time ends, only the hub can tell which comes first.
  const isPlain = value.startsOffset === value.endsOffset;
  if (isPlain && read.starts !== undefined && read.ends !== undefined && read.ends <= read.starts) say(check, 'ends', 'field.ends.beforeStart');
}

/** Checks texts by the same rules as the hub has for them. */
export function checkTexts(check: Check<Texts>): void {
  const { link, place, title, about } = ScheduleMeeting.input.shape;
  if (!link.safeParse((check.value.link ?? '').trim()).success) say(check, 'link', 'field.link.invalid');
  for (const [field, rule] of Object.entries({ place, title, about })) {
    const fault = textRefused(rule, check.value[field as 'place'] ?? '');
    if (fault) say(check, field, fault);
  }
}

/** A time and place that can be sent. */
export const SendableOccasion = Occasion.check(checkTimes, checkTexts);
