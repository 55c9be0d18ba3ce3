import { randomInt } from 'node:crypto';

/**
 * What something is drawn from in a test: the number in the variable `name`, where somebody wants the same again; else that of the whole run (RUN_SEED, which `npm test` takes from the commit, so that
 * everybody who has a commit asks the same of it, and each commit is asked something else); else any below a million.
 */
export function drawnSeed(name: string): number {
  const given = process.env[name] ?? process.env['RUN_SEED'];
  return given ? Number(given) : randomInt(1_000_000);
}
