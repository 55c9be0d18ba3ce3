import { ScheduleMeeting } from '@knutpunkt/contracts';
import * as z from 'zod';
import { textRefused } from '../api/text-fault.js';
import { checkRepeat } from '../series/check-repeat.js';
import { Draft, Occasion, readOccasion } from './draft.js';

type Check = { value: Occasion; issues: z.core.$ZodRawIssue[] };

const say = (check: { value: unknown; issues: z.core.$ZodRawIssue[] }, field: string, message: string): void =>
  void check.issues.push({ code: 'custom', continue: true, path: [field], message, input: check.value });
const blank = (text: string): boolean => text.trim() === '';

function checkTimes(check: Check): void {
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
function checkTexts(check: { value: Partial<Draft>; issues: z.core.$ZodRawIssue[] }): void {
  const { link, place, title, about } = ScheduleMeeting.input.shape;
  if (!link.safeParse((check.value.link ?? '').trim()).success) say(check, 'link', 'field.link.invalid');
  for (const [field, rule] of Object.entries({ place, title, about })) {
    const fault = textRefused(rule, check.value[field as 'place'] ?? '');
    if (fault) say(check, field, fault);
  }
}

function checkWhom(check: { value: Draft; issues: z.core.$ZodRawIssue[] }): void {
  if (check.value.whom === 'group' && check.value.groupId === '') say(check, 'groupId', 'field.group.missing');
  if (check.value.whom === 'people' && check.value.chosen.length === 0) say(check, 'chosen', 'field.people.missing');
}

/** A draft that can be sent. Messages are keys of the texts. */
export const SendableDraft = Draft.check(checkWhom, checkTimes, checkRepeat, checkTexts);
/** A time and place that can be sent. */
export const SendableOccasion = Occasion.check(checkTimes, checkTexts);
