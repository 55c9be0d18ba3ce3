import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, isFresh, stamp } from './stamp.mjs';
import { run } from './run.mjs';

const WEB_SOURCES = ['services/web', 'libs/contracts/src'];

/** npm itself writes this file last; a checkout that was installed by hand need not be installed again. */
function installedByHand(root) {
  const marker = join(root, 'node_modules', '.package-lock.json');
  return existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

async function install(root, log) {
  const made = join(root, 'node_modules', '.knutpunkt-installed');
  const hash = hashOf([join(root, 'package-lock.json')]);
  if (isFresh(made, hash)) return;
  if (existsSync(made) || !installedByHand(root)) {
    log('installing the packages (a minute the first time)');
    await run('npm', ['install', '--no-audit', '--no-fund'], { cwd: root });
  }
  stamp(made, hash);
}

async function compile(root, log) {
  log('compiling');
  await run(process.execPath, ['node_modules/typescript7/bin/tsc', '-b'], { cwd: root });
}

async function bundleWeb(root, log) {
  const made = join(root, 'services/web/dist/.made-from');
  const hash = hashOf(WEB_SOURCES.map((path) => join(root, path)));
  if (isFresh(made, hash)) return;
  log('building the web client');
  await run(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build'], { cwd: join(root, 'services/web') });
  stamp(made, hash);
}

/**
 * Makes the checkout ready to run: packages, compiled services, web client; each only when what it is made from has changed.
 * @param {string} root the checkout
 * @param {(line: string) => void} log hears what takes time
 */
export async function prepare(root, log) {
  await install(root, log);
  await compile(root, log);
  await bundleWeb(root, log);
}
