import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './start/run.mjs';

/**
 * Whether a path is a program that we may run.
 * @param {string} path
 */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The path of the first of some programs that is there, also where only root looks.
 * @param {string[]} names
 * @returns {string | undefined}
 */
export function findProgram(names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'].filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

/** Whether packages can be installed here: as root, on Debian. */
export const hasApt = () => process.getuid?.() === 0 && isProgram('/usr/bin/apt-get');

/**
 * Installs Debian packages. No server of theirs is started, and nothing is asked.
 * @param {string[]} packages
 */
export async function installByApt(packages) {
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' } };
  await run('apt-get', ['update', '-q'], environment);
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], environment);
}
