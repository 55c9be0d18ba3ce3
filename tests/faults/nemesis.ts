import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance.js';
import { happen, type Fault } from './fault.js';
import { lineFaults } from './line-faults.js';
import type { Platform } from './platform.js';
import { processFaults } from './process-faults.js';
import { releaseFaults } from './release-faults.js';
import { serverFaults } from './server-faults.js';

/** Everything that is known to go wrong. */
export const faults: readonly Fault[] = [...processFaults, ...lineFaults, ...serverFaults, ...releaseFaults];

const enough = 15;
const patience = 20_000;

/** Waits until the hub writes again, so that what comes next comes in the middle of it; not for ever, so that faults also come one upon the other. */
export async function writingAgain(written: () => number, more = enough): Promise<void> {
  const [before, deadline] = [written(), Date.now() + patience];
  while (written() < before + more && Date.now() < deadline) await pause(50);
}

/** What is drawn from, how many changes are acknowledged until now, how many faults are to be, and until when there may be more. */
export interface Course {
  readonly chance: Chance;
  readonly written: () => number;
  readonly times: number;
  readonly until: number;
}

/** Lets faults happen one after another, while the hub writes: so many different ones, and then any until the time is over. Gives what happened. */
export async function letFaultsHappen(platform: Platform, { chance, written, times, until }: Course): Promise<string[]> {
  const happened: string[] = [];
  const possible = chance.shuffled(faults.filter(({ onSmallDisks }) => !onSmallDisks));
  const queue = possible.slice(0, times);
  while (queue.length > 0 || Date.now() < until) {
    const fault = queue.shift() ?? possible[chance.between(0, possible.length - 1)]!;
    if (chance.next() < 0.8) await writingAgain(written);
    await pause(chance.between(300, 1_000));
    await happen(fault, platform, chance);
    happened.push(fault.name);
  }
  return happened;
}
