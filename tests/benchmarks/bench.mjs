import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from '../../infra/start/prepare.mjs';
import { progress } from '../../infra/start/progress.mjs';
import { cast } from './people.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const only = process.argv.slice(2);
const root = new URL('../..', import.meta.url).pathname;

async function main() {
  if (!process.env.BENCH_PREPARED) await prepare(root, progress);
  const { Hub } = await import('./hub.mjs');
  const { creating, listing, staticFile } = await import('./workloads/meetings.mjs');
  const everybody = cast();
  const hub = await Hub.start(mkdtempSync(join(tmpdir(), 'knutpunkt-bench-')), everybody);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void hub.stop().finally(() => process.exit(1)));
  try {
    await hub.run('meetings');
    await hub.run('gateway');
    const { url: floorUrl } = await hub.fork('./floor.mjs', [hub.adminUrl, join(root, 'services/web/dist/knutpunkt.svg')]);
    const target = async () => ({ origin: hub.origin, token: await hub.login.tokenFor(everybody.caller.username), groupId: everybody.groups[0].id });
    const want = (name) => only.length === 0 || only.includes(name);
    if (want('create')) console.log(JSON.stringify(await creating(await target(), floorUrl, rounds), null, 1));
    if (want('list')) console.log(JSON.stringify(await listing(await target(), floorUrl, rounds), null, 1));
    if (want('static')) console.log(JSON.stringify(await staticFile(await target(), floorUrl, rounds), null, 1));
  } finally {
    await hub.stop();
  }
}
await main();
