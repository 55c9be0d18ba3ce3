import { rmSync } from 'node:fs';
import type { ServiceName } from '@knutpunkt/contracts';
import type { Chance } from './chance.js';
import type { Platform } from './platform.js';
import { everythingAgain, poison } from './strange-messages.js';

/** Something that goes wrong. */
export interface Fault {
  readonly name: string;
  readonly happen: (platform: Platform) => Promise<void> | void;
}

const kill = (service: ServiceName): Fault => ({ name: `${service} is killed`, happen: ({ services }) => services.get(service)!.kill() });
const crash = (service: ServiceName, point: string): Fault => ({ name: `${service} ends ${point.replaceAll('-', ' ')}`, happen: ({ services }) => services.get(service)!.crashAt(point) });

/** Each fault once; a longer run draws from them. */
export const faults: readonly Fault[] = [
  kill('meetings'), kill('agendas'), kill('referrals'), kill('notifications'), kill('directory'), kill('gateway'),
  crash('meetings', 'after-publish-before-mark'), crash('agendas', 'after-commit-before-ack'), crash('agendas', 'after-publish-before-mark'), crash('referrals', 'after-publish-before-mark'),
  crash('notifications', 'after-commit-before-ack'),
  { name: 'meetings is frozen for longer than anybody waits', happen: ({ services }) => services.get('meetings')!.freeze(9_000) },
  { name: 'notifications is frozen for longer than messages wait', happen: ({ services }) => services.get('notifications')!.freeze(12_000) },
  { name: 'PostgreSQL crashes', happen: (platform) => platform.crashPostgres() },
  { name: 'every message comes again', happen: everythingAgain },
  { name: 'messages come that nobody can read', happen: poison },
  { name: 'NATS is killed', happen: (platform) => platform.restartNats() },
  { name: 'NATS loses its store', happen: (platform) => platform.restartNats((store) => rmSync(store, { recursive: true, force: true })) },
];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const enough = 15;
const patience = 20_000;

/** Waits until the hub writes again, so that the next fault comes in the middle of it; not for ever, so that faults also come one upon the other. */
async function writingAgain({ written }: Course): Promise<void> {
  const [before, deadline] = [written(), Date.now() + patience];
  while (written() < before + enough && Date.now() < deadline) await pause(50);
}

/** What is drawn from, how many changes are acknowledged until now, and when the time is over. */
export interface Course {
  readonly chance: Chance;
  readonly written: () => number;
  readonly until: number;
}

/** Lets faults happen one after another, while the hub writes: every one of them once, and then any until the time is over. Gives what happened. */
export async function letFaultsHappen(platform: Platform, course: Course): Promise<string[]> {
  const { chance, until } = course;
  const happened: string[] = [];
  const queue = chance.shuffled(faults);
  while (queue.length > 0 || Date.now() < until) {
    const fault = queue.shift() ?? faults[chance.between(0, faults.length - 1)]!;
    if (chance.next() < 0.8) await writingAgain(course);
    await pause(chance.between(300, 1_000));
    await fault.happen(platform);
    happened.push(fault.name);
  }
  return happened;
}
