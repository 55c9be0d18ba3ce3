export type CrashPoint = 'after-publish-before-mark' | 'after-commit-before-ack';

/** Ends this process without a farewell where KNUTPUNKT_CRASH_AT names the point; the fault tests use it. Never in production. */
export function crashAt(point: CrashPoint): void {
  if (process.env['KNUTPUNKT_CRASH_AT'] === point && process.env['NODE_ENV'] !== 'production') process.kill(process.pid, 'SIGKILL');
}
