import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './start/run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PACKAGES = ['chromium', 'fonts-dejavu-core'];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram);
}

async function installByApt() {
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update', '-q'], environment);
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...PACKAGES], environment);
}

/**
 * The path of a Chromium or Chrome: CHROMIUM_PATH, else one on PATH, else (as root on Debian) installed now.
 * @returns {Promise<string>}
 * @throws naming the ways to get one
 */
export async function ensureChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !isProgram(given)) throw new Error(`CHROMIUM_PATH is ${given}, which is not a program`);
  const found = given || findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && isProgram('/usr/bin/apt-get')) await installByApt();
  const installed = findChromium();
  if (!installed) throw new Error(`No Chromium: install one (Debian: apt-get install ${PACKAGES.join(' ')}) or set CHROMIUM_PATH`);
  return installed;
}
