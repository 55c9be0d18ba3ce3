import { readOccasion, wallTimes, type Occasion } from '../occasion/occasion.js';

export interface Times {
  readonly starts: string;
  readonly ends: string;
}

/** The time of a meeting as it was typed; none while it cannot be read. */
export function timesOf(typed: Occasion): readonly Times[] {
  const { date, starts, ends } = readOccasion(typed);
  return date !== undefined && starts !== undefined && ends !== undefined && starts < ends ? [wallTimes(typed)] : [];
}
