/** Milliseconds before the second, third … try of what failed; after the last of them it is dead. */
export type RetrySchedule = readonly number[];

/** The first pauses are short: what fails is most often just ahead of something else, such as of the event about a new person. */
export const retrySchedule: RetrySchedule = [200, 1_000, 3_000, 10_000, 30_000, 120_000, 600_000];
