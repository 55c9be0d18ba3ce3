export type CrashPoint = 'after-publish-before-mark' | 'after-commit-before-ack';

/** Ends this process without a farewell where KNUTPUNKT_CRASH_AT names the point; the fault tests use it. Refused in production by never being set there. */
export function crashAt(point: CrashPoint): void {
  if (process.env['KNUTPUNKT_CRASH_AT'] === point) process.kill(process.pid, 'SIGKILL');
}
