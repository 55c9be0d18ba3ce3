import { mkdirSync, writeFileSync } from 'node:fs';
import { equivalent } from './equivalent.js';

export interface Killed { readonly what: string; readonly killedBy: string | null }

const folder = process.env.MUTANTS_REPORT;

/** Writes which mutants there were and what found each, where `npm run mutants` gathers them. */
export function report(of: string, mutants: readonly Killed[]): void {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${of}.json`, JSON.stringify({ of, mutants: mutants.map((mutant) => ({ ...mutant, why: equivalent[mutant.what] })) }));
}
