import type { Chance } from './chance.js';
import type { Fault } from './fault.js';
import { faults } from './nemesis.js';
import type { Trial } from './row.js';

const pairs = 8;

/** Two that strike different things, drawn. */
function pair(chance: Chance): Trial {
  const [one, ...others] = chance.shuffled(faults) as [Fault, ...Fault[]];
  const both = [one, others.find(({ hits }) => hits !== one.hits)!];
  return { name: both.map(({ name }) => name).join(' + '), faults: both };
}

/** Each fault alone, and then pairs; or those alone that are asked for by name, separated by semicolons. */
export function trials(chance: Chance, asked?: string): readonly Trial[] {
  if (asked) return asked.split(';').map((name) => named(name.trim()));
  return [...faults.map((fault) => ({ name: fault.name, faults: [fault] })), ...Array.from({ length: pairs }, () => pair(chance))];
}

function named(name: string): Trial {
  const wanted = name.split(' + ').map((part) => faults.find((fault) => fault.name === part));
  if (wanted.includes(undefined)) throw new Error(`there is no fault "${name}": ${faults.map((fault) => fault.name).join('; ')}`);
  return { name, faults: wanted as Fault[] };
}
