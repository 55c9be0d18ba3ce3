import { randomInt } from 'node:crypto';

/**
 * What something is drawn from in a test: the number in the variable `name`, where somebody wants the same again; else that of the whole run (RUN_SEED, which `npm test` gives: always the same); else any below a million.
 */
export function drawnSeed(name: string): number {
  const given = process.env[name] ?? process.env['RUN_SEED'];
  return given ? Number(given) : randomInt(1_000_000);
}
