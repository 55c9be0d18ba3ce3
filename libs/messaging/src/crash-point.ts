/** Where what is done is not yet noted, so that an end right there leaves it to whoever comes next. */
export const crashPoints = ['after-publish-before-mark', 'after-commit-before-ack', 'after-commit-before-answer', 'after-mail-before-mark', 'after-timer-before-commit'] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** Ends this process without a farewell where KNUTPUNKT_CRASH_AT names the point; the fault tests use it. Never in production. */
export function crashAt(point: CrashPoint): void {
  if (process.env['KNUTPUNKT_CRASH_AT'] === point && process.env['NODE_ENV'] !== 'production') process.kill(process.pid, 'SIGKILL');
}
