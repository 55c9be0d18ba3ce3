import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A file of ours: its path from the root of the repository, and what is in it. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const passedOver = new Set(['node_modules', 'dist', 'out-tsc', 'test-results', 'playwright-report']);
const code = /\.(ts|tsx|mts|mjs|js)$/;

function below(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return passedOver.has(entry.name) || entry.name.startsWith('.') ? [] : below(`${folder}/${entry.name}`);
    return entry.isFile() ? [`${folder}/${entry.name}`] : [];
  });
}

const read = (path: string): Source => ({ path, text: readFileSync(join(root, path), 'utf8') });

/** Every file that people wrote, of any kind of text. */
export const written: readonly Source[] = ['libs', 'services', 'infra', 'tests', 'tools'].flatMap(below).filter((path) => code.test(path) || /\.(md|ya?ml|css|html)$/.test(path)).map(read);

/** The programs among them. */
export const sources: readonly Source[] = written.filter(({ path }) => code.test(path) && !path.endsWith('.d.ts'));

/** True for a test, and for what only tests use. */
export const isTest = (path: string): boolean => /\.(spec|journey)\.tsx?$|\/(test|testing)\/|^tests\//.test(path);

export const linesOf = ({ text }: Source): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
