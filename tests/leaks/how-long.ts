import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { questionsOf, type Asked } from './alike.js';
import { nameOf, type Row } from './matrix.js';
import type { Stranger } from './strangers.js';

/** How many milliseconds one question took whom: the median about what is hidden, and about what never was. */
export interface Took {
  readonly who: string;
  readonly question: string;
  readonly hidden: number;
  readonly never: number;
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

async function timed(ask: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await ask();
  return performance.now() - start;
}

/** Asks every question `times` times about each in turn, which of them first by turns too, so that what slows down falls on both; what is asked for the first time is not counted. */
export async function howLong(asked: Asked, strangers: readonly Stranger[], times: number): Promise<Took[]> {
  const all: Took[] = [];
  for (const stranger of strangers) for (const row of questionsOf(stranger, 'general')) all.push({ who: stranger.who, question: nameOf(row), ...(await timesOf(asked, row, { stranger, times })) });
  return all;
}

async function timesOf(asked: Asked, row: Row, { stranger, times }: { stranger: Stranger; times: number }): Promise<Pick<Took, 'hidden' | 'never'>> {
  const took = { hidden: [] as number[], never: [] as number[] };
  const ask = { hidden: () => asked.about(row, stranger, 'general'), never: () => asked.aboutNothing(row, stranger) };
  for (const which of ['hidden', 'never'] as const) await ask[which]();
  for (let n = 0; n < times; n += 1) for (const which of n % 2 ? (['hidden', 'never'] as const) : (['never', 'hidden'] as const)) took[which].push(await timed(ask[which]));
  return { hidden: median(took.hidden), never: median(took.never) };
}

const line = ({ question, hidden, never }: Took): string => [question.padEnd(46), ...[hidden, never, hidden - never].map((ms) => ms.toFixed(2).padStart(8)), (hidden / never).toFixed(2).padStart(7)].join(' ');

const apart = ({ hidden, never }: Took): number => Math.abs(Math.log(hidden / never));
const heading = 'question, median in ms                          hidden    never     diff   ratio';
const tableOf = (who: string, times: readonly Took[]): string => [`asked by ${who}`, heading, ...times.toSorted((a, b) => apart(b) - apart(a)).map(line), ''].join('\n');

/** A table for each who asked, what differs most first: into `.leaks/how-long.txt` with LEAK_TIMES set, else one line is printed. */
export function reported(times: readonly Took[]): void {
  const [most] = times.toSorted((a, b) => apart(b) - apart(a));
  process.stdout.write(`how long ${times.length} questions took: most apart ${most ? line(most) : '-'}\n`);
  if (process.env.LEAK_TIMES === undefined) return;
  const table = [...new Set(times.map(({ who }) => who))].map((who) => tableOf(who, times.filter((one) => one.who === who))).join('\n');
  const folder = fileURLToPath(new URL('../../.leaks/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}how-long.txt`, table);
}
