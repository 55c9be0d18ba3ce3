import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './spawned.js';

/** Field 22 of /proc/<pid>/stat: together with the id it names one process for ever. Empty where there is no /proc. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function holderOf(file: string): number | undefined {
  try {
    const [pid, started] = readFileSync(file, 'utf8').split('\n');
    const alive = isAlive(Number(pid)) && startedAt(Number(pid)) === started;
    return alive ? Number(pid) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Claims a data folder for this process, so that two starts never share one database.
 * A claim whose process is gone counts for nothing.
 * @param dir made if it is missing
 * @returns a function that gives the claim back
 * @throws when another living process holds it
 */
export function claimFolder(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const file = join(dir, 'in-use-by');
  const holder = holderOf(file);
  if (holder && holder !== process.pid) throw new Error(`${dir} is in use by process ${holder}: Knutpunkt already runs from here. Stop it first (Ctrl-C).`);
  writeFileSync(file, `${process.pid}\n${startedAt(process.pid)}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}
