import type { RawInput, ScheduleSeries } from '@knutpunkt/contracts';
import { readOccasion } from '../occasion/occasion.js';
import { callOf, type Draft } from '../meetings/draft.js';
import { recurrenceOf } from './repeat.js';

/** What is sent to the hub of a draft that is repeated. Takes what has been checked to be readable. */
export function seriesCallOf(draft: Draft, isIndividual: boolean): RawInput<typeof ScheduleSeries> {
  const { starts: _, ends: __, ...call } = callOf(draft, isIndividual);
  return { ...recurrenceOf(readOccasion(draft), draft)!, ...call };
}
