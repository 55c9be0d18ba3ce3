import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from '../../infra/start/prepare.mjs';
import { progress } from '../../infra/start/progress.mjs';
import { flames } from './flames.mjs';
import { cast } from './people.mjs';

// `npm run profile`: where the processor time of gateway and meetings goes while meetings are called at 16 connections; tables and flame graphs in .bench/.
const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, '.bench');
const creates = Number(process.env.PROFILE_CREATES ?? 3_000);

/** Whose code a frame is: a part of this repository, a package, or Node.js and the system below it. */
function ownerOf({ url, functionName }) {
  if (functionName === '(garbage collector)') return 'garbage collector';
  const own = /\/((?:libs|services)\/[^/]+)\/dist\//.exec(url);
  if (own) return own[1];
  const packages = url.split('node_modules/');
  if (packages.length > 1) return packages.at(-1).split('/').slice(0, packages.at(-1).startsWith('@') ? 2 : 1).join('/');
  return url.startsWith('node:') ? url.split('/')[0] : '(native and system calls)';
}

/** Microseconds spent in each node itself, idle time left out. */
function selfTimes({ samples, timeDeltas }) {
  const self = new Map();
  samples.forEach((id, n) => self.set(id, (self.get(id) ?? 0) + timeDeltas[n]));
  return self;
}

function table(name, profile) {
  const self = selfTimes(profile);
  const owners = new Map();
  for (const node of profile.nodes) {
    if (['(idle)', '(program)', '(root)'].includes(node.callFrame.functionName)) continue;
    const owner = ownerOf(node.callFrame);
    owners.set(owner, (owners.get(owner) ?? 0) + (self.get(node.id) ?? 0));
  }
  const total = [...owners.values()].reduce((sum, one) => sum + one, 0);
  const rows = [...owners].sort(([, a], [, b]) => b - a).slice(0, 14).map(([owner, time]) => `| ${owner} | ${(100 * time / total).toFixed(0)} % | ${(time / 1_000 / creates).toFixed(2)} ms |`);
  return [`### ${name}: ${(total / 1_000 / creates).toFixed(2)} ms of JavaScript for one create`, '', '| whose code | share | each |', '|---|--:|--:|', ...rows, ''].join('\n');
}

async function profiled(dir) {
  const { Hub, ended } = await import('./hub.mjs');
  const { load } = await import('./load.mjs');
  const { calling } = await import('./workloads/meetings.mjs');
  const everybody = cast();
  const hub = await Hub.start(join(dir, 'hub'), everybody);
  try {
    const flags = (name) => ['--cpu-prof', `--cpu-prof-dir=${join(dir, name)}`];
    const running = [await hub.run('meetings', {}, flags('meetings')), await hub.run('gateway', {}, flags('gateway'))];
    const [{ id, members: [caller] }] = everybody.groups;
    const target = { origin: hub.origin, token: await hub.login.tokenFor(caller.username), groupId: id };
    await load(target.origin, { connections: 16, count: creates, seconds: 120, status: 201, next: () => calling(target) });
    for (const one of running) await ended(one);
  } finally {
    await hub.stop();
  }
}

async function main() {
  await prepare(root, progress);
  const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-profile-'));
  try {
    await profiled(dir);
    mkdirSync(out, { recursive: true });
    const pages = ['gateway', 'meetings'].map((name) => {
      const [file] = readdirSync(join(dir, name));
      const profile = JSON.parse(readFileSync(join(dir, name, file), 'utf8'));
      writeFileSync(join(out, `${name}-flames.svg`), flames(profile, selfTimes(profile), name));
      return table(name, profile);
    });
    writeFileSync(join(out, 'profile.md'), pages.join('\n'));
    console.log(`${pages.join('\n')}\nwritten to ${out}`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

await main();
process.exit(0);
