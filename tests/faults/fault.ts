import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@knutpunkt/contracts';
import type { Chance } from './chance.js';
import type { Platform } from './platform.js';

/** Something that goes wrong. */
export interface Fault {
  readonly name: string;
  /** What it is in life. */
  readonly why: string;
  /** What it strikes: two faults at once strike different things. */
  readonly hits: ServiceName | 'NATS' | 'PostgreSQL';
  readonly do: (platform: Platform, chance: Chance) => Promise<void> | void;
  /** How many milliseconds pass before it is undone, at least and at most. */
  readonly lasts?: readonly [number, number];
  readonly undo?: (platform: Platform) => Promise<void> | void;
  /** Needs disks that can be filled, which a short run does not make. */
  readonly onSmallDisks?: boolean;
  /** Where it takes longer than ten seconds until all is settled: at most so many, and what is waited for. */
  readonly settles?: { readonly within: number; readonly since: string };
}

/** Does it, lets it last, and undoes it. */
export async function happen(fault: Fault, platform: Platform, chance: Chance): Promise<void> {
  const [least, most] = fault.lasts ?? [0, 0];
  const lasting = chance.between(least, most);
  await fault.do(platform, chance);
  await pause(lasting);
  await fault.undo?.(platform);
}
