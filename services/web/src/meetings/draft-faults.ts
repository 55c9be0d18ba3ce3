import type * as z from 'zod';
import { checkTexts, checkTimes, say } from '../occasion/occasion-faults.js';
import { checkRepeat } from '../series/check-repeat.js';
import { Draft } from './draft.js';

function checkWhom(check: { value: Draft; issues: z.core.$ZodRawIssue[] }): void {
  if (check.value.whom === 'group' && check.value.groupId === '') say(check, 'groupId', 'field.group.missing');
  if (check.value.whom === 'people' && check.value.chosen.length === 0) say(check, 'chosen', 'field.people.missing');
}

/** A draft that can be sent. Messages are keys of the texts. */
export const SendableDraft = Draft.check(checkWhom, checkTimes, checkRepeat, checkTexts);
