import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeCluster } from '@knutpunkt/infra';
import { tokenFor } from '../../../infra/dist/identity-provider/token-for.js';
import { ended, root } from '../hub.mjs';
import { load, request } from '../load.mjs';
import { calling } from './meetings.mjs';

const program = fileURLToPath(new URL('../product.mjs', import.meta.url));
const patience = 180_000;
const account = 'brasam.kop';

/** The flags that `npm start` gives node: less room for what is new keeps the process small, and costs nothing at its pace. */
const flags = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.start.split(' ').filter((word) => word.startsWith('--'));

const residentMiB = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1_024;
const secondsAt = (said, words) => Number(new RegExp(`([\\d.]+) s  ${words}`).exec(said)?.[1]);

/** Starts the product as `npm start` does, and waits until it says where it is. */
function started(folder) {
  const began = performance.now();
  const child = spawn(process.execPath, [...flags, program, root, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => { child.kill('SIGTERM'); reject(new Error(`not started:\n${said}`)); }, patience);
    child.stderr.on('data', (text) => (said += text));
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${said}`)));
    child.stdout.on('data', (text) => {
      const origin = /http:\/\/localhost:\d+/.exec(String(text))?.[0];
      if (!origin) return;
      clearTimeout(late);
      const servicesReady = secondsAt(said, 'the services are ready') - secondsAt(said, 'database, NATS, login and mail are ready');
      resolve({ child, origin, seconds: (performance.now() - began) / 1_000, servicesReady });
    });
  });
}

/** What the demo's people do all day, at full speed: 16 connections read lists, 4 call meetings. */
async function busy(origin, folder, seconds) {
  const token = await tokenFor(join(folder, '.knutpunkt/identity-provider'), account);
  const headers = { authorization: `Bearer ${token}` };
  const { items } = await (await fetch(`${origin}/api/groups`, { headers })).json();
  const bytes = request(`${origin}/api/meetings?limit=50`, { headers });
  const reading = load(origin, { connections: 16, seconds, status: 200, next: () => bytes });
  const calls = load(origin, { connections: 4, seconds, status: 201, next: () => calling({ origin, token, groupId: items[0].id }) });
  return Promise.all([reading, calls]);
}

/** All services in one process: when it is there for the first and for the second time, and its memory (MiB) with the demo, after the second start, and after load. */
export async function oneProcess(seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'knutpunkt-bench-start-'));
  for (const name of ['services', 'infra']) symlinkSync(join(root, name), join(folder, name));
  mkdirSync(join(folder, '.knutpunkt'));
  let running;
  try {
    running = await started(folder);
    const first = { seconds: running.seconds, withDemo: residentMiB(running.child.pid) };
    await ended(running.child);
    running = await started(folder);
    const second = { seconds: running.seconds, servicesReady: running.servicesReady, idle: residentMiB(running.child.pid) };
    await busy(running.origin, folder, seconds);
    return { first, second: { ...second, afterLoad: residentMiB(running.child.pid) } };
  } finally {
    if (running) await ended(running.child);
    removeCluster(join(folder, '.knutpunkt/postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
}
