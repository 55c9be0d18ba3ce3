/** Milliseconds before the second, third … try of what failed; after the last of them it is dead. */
export type RetrySchedule = readonly number[];

const [s, min] = [1_000, 60_000];

/** The pauses grow slowly: what fails is most often just ahead of something else, such as of the event about a new person, which may be late while much is told at once. */
export const retrySchedule: RetrySchedule = [200, s, 3 * s, 5 * s, 5 * s, 10 * s, 10 * s, 15 * s, 30 * s, 30 * s, min, 2 * min, 10 * min];
