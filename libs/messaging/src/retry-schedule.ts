/** Milliseconds before the second, third … try of what failed; after the last of them it is dead. */
export type RetrySchedule = readonly number[];

export const retrySchedule: RetrySchedule = [1_000, 5_000, 30_000, 120_000, 600_000];
