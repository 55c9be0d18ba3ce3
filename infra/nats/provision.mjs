import { readFileSync } from 'node:fs';
import { connectNats, keepProvisioned, provisionStreams } from '@knutpunkt/messaging';

/**
 * node infra/nats/provision.mjs [--keep]
 * Makes and updates every stream and consumer of the contracts, as `ops`. With --keep it stays and makes anew what a lost store took with it.
 * NATS_URL, NATS_SEED_FILE (the seed of `ops`), NATS_REPLICAS (3 in a cluster).
 */
const { NATS_URL: servers, NATS_SEED_FILE: file, NATS_REPLICAS: replicas = '1' } = process.env;
if (!servers || !file) throw new Error('NATS_URL and NATS_SEED_FILE must be set');

const options = { replicas: Number(replicas) };
const nats = await connectNats({ servers, seed: readFileSync(file, 'utf8').trim(), name: 'ops' });
await provisionStreams(nats, options);
console.log('streams and consumers are as the contracts say');

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
let stopping = !process.argv.includes('--keep');
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { stopping = true; });
while (!stopping) {
  await pause(2_000);
  try {
    for (const made of await keepProvisioned(nats, options)) console.log(`made anew: ${made}`);
  } catch (error) {
    console.error(`not provisioned, trying again: ${error.name}`);
  }
}
await nats.close();
