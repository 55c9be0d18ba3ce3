import { execFileSync } from 'node:child_process';

/** Per-message times to live, consumer pause and JetStream's message counters need it. */
export const OLDEST_NATS = [2, 12] as const;

/** The version that a nats-server binary states, e.g. [2, 15, 2]; undefined when it cannot be run. */
export function natsVersion(binary: string): number[] | undefined {
  try {
    const answer = execFileSync(binary, ['-v'], { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] });
    return /v?(\d+)\.(\d+)\.(\d+)/.exec(answer)?.slice(1).map(Number);
  } catch {
    return undefined;
  }
}

/** Whether the version is new enough for the features used. */
export function isCurrent(version: number[] | undefined): boolean {
  if (!version) return false;
  const [major = 0, minor = 0] = version;
  return major > OLDEST_NATS[0] || (major === OLDEST_NATS[0] && minor >= OLDEST_NATS[1]);
}
