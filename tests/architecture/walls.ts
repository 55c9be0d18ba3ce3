import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isTest, root, type Source } from './sources.js';

const imported = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)['"]([^'"\n]+)['"]/g;
const packages = ['libs', 'services'].flatMap((kind) => readdirSync(join(root, kind)).map((name) => [name, `${kind}/${name}`] as const));
const folderOf = new Map([...packages, ['infra', 'infra'] as const]);

/** `services/meetings/src/meeting/meeting.ts` → `services/meetings`. */
export const packageOf = (path: string): string => (/^(libs|services)\//.test(path) ? path.split('/').slice(0, 2).join('/') : path.split('/')[0]!);

/** What a source imports: a folder of ours, or null for a package of others. */
export function importsOf({ path, text }: Source): { specifier: string; folder: string | null }[] {
  return [...text.matchAll(imported)].map(([, specifier]) => {
    if (specifier!.startsWith('.')) return { specifier: specifier!, folder: packageOf(posix.join(posix.dirname(path), specifier!)) };
    const name = /^@knutpunkt\/([^/]+)/.exec(specifier!)?.[1];
    return { specifier: specifier!, folder: name ? (folderOf.get(name) ?? `unknown ${name}`) : null };
  });
}

/** The packages that a package's tsconfig refers to: its layer. */
function references(folder: string): string[] {
  const file = join(root, folder, 'tsconfig.json');
  if (!existsSync(file)) return [];
  const { references: named = [] } = JSON.parse(readFileSync(file, 'utf8')) as { references?: { path: string }[] };
  return named.map(({ path }) => posix.join(folder, path));
}

const forTests = ['libs/testing', 'infra'];

/** Whether a source may import from a folder of ours. */
function mayImport(path: string, folder: string): boolean {
  const own = packageOf(path);
  if (folder === own || (folder === 'tools' && path.endsWith('.config.mjs'))) return true;
  if (own === 'services/web') return folder === 'libs/contracts';
  if (own === 'infra') return /^(libs|services)\//.test(folder) && (folder !== 'libs/testing' || isTest(path));
  if (references(own).includes(folder)) return true;
  return isTest(path) && (forTests.includes(folder) || (folder.startsWith('libs/') && own.startsWith('libs/')));
}

/** Each import that crosses a wall, as `file → what it imports`. A relative path never leaves its package, and a package is entered by its front door. */
export function crossings(all: readonly Source[]): string[] {
  return all.filter(({ path }) => /^(libs|services|infra)\//.test(path)).flatMap((source) =>
    importsOf(source).filter(({ specifier, folder }) => {
      if (folder === null) return false;
      const sideDoor = specifier.startsWith('.') ? ![packageOf(source.path), 'tools'].includes(folder) : specifier.split('/').length > 2 && folder !== 'infra';
      return sideDoor || !mayImport(source.path, folder);
    }).map(({ specifier }) => `${source.path} → ${specifier}`));
}
