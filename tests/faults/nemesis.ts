import { rmSync } from 'node:fs';
import type { ServiceName } from '@knutpunkt/contracts';
import type { Chance } from './chance.js';
import type { Platform } from './platform.js';

/** Something that goes wrong. */
export interface Fault {
  readonly name: string;
  readonly happen: (platform: Platform) => Promise<void> | void;
}

const kill = (service: ServiceName): Fault => ({ name: `${service} is killed`, happen: ({ services }) => services.get(service)!.kill() });
const crash = (service: ServiceName, point: string): Fault => ({ name: `${service} ends ${point.replaceAll('-', ' ')}`, happen: ({ services }) => services.get(service)!.crashAt(point) });

/** Each fault once; a longer run draws from them. */
export const faults: readonly Fault[] = [
  kill('meetings'), kill('notifications'), kill('directory'), kill('gateway'),
  crash('meetings', 'after-publish-before-mark'), crash('notifications', 'after-commit-before-ack'),
  { name: 'NATS is killed', happen: (platform) => platform.restartNats() },
  { name: 'NATS loses its store', happen: (platform) => platform.restartNats((store) => rmSync(store, { recursive: true, force: true })) },
];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets faults happen one after another, a second or two apart: every one of them once, and then any until the time is over. Gives what happened. */
export async function letFaultsHappen(platform: Platform, chance: Chance, until: number): Promise<string[]> {
  const happened: string[] = [];
  const queue = chance.shuffled(faults);
  while (queue.length > 0 || Date.now() < until) {
    const fault = queue.shift() ?? faults[chance.between(0, faults.length - 1)]!;
    await pause(chance.between(1_000, 2_500));
    await fault.happen(platform);
    happened.push(fault.name);
  }
  return happened;
}
