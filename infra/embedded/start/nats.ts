import { join } from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectNats, keepProvisioned, natsServerConfig, natsUsers, provisionStreams, type NatsUser } from '@knutpunkt/messaging';
import { obtainNatsServer, startNatsServer } from '../nats-server.js';
import type { Keys } from './keys.js';
import type { Part } from './part.js';

const REPAIR_MS = 2_000;

/** The server's users, by their public keys. */
export const publicKeys = (keys: Keys) => Object.fromEntries(natsUsers.map((user) => [user, keys.nats[user].publicKey])) as Record<NatsUser, string>;

/** Makes the streams again when the store has lost them; what keeps it from that is told once, until it is something else. */
function keeperOf(ops: NatsConnection, log: Part['log']): () => Promise<void> {
  let told = '';
  const tell = (line: string): void => {
    if (line !== '' && line !== told) log(line);
    told = line;
  };
  return () => keepProvisioned(ops).then(
    (made) => tell(made.length > 0 ? `NATS: made anew ${made.join(', ')}` : ''),
    (error: Error) => tell(`NATS: the streams cannot be looked after: ${error.message}`),
  );
}

/** Makes the streams, and keeps them. */
async function provisionAndKeep(servers: string, keys: Keys, { log, stoppers }: Part): Promise<void> {
  const ops = await connectNats({ servers, seed: keys.nats.ops.seed, name: 'ops' });
  await provisionStreams(ops);
  const keep = keeperOf(ops, log);
  const timer = setInterval(() => void keep(), REPAIR_MS);
  stoppers.add('the keeper of the streams', async () => (clearInterval(timer), ops.close()));
}

async function given(servers: string, keys: Keys, part: Part): Promise<string> {
  const file = join(part.dir, 'nats', 'nats.conf');
  mkdirSync(join(part.dir, 'nats'), { recursive: true });
  writeFileSync(file, natsServerConfig({ users: publicKeys(keys), storeDir: '/data', port: 4222 }), { mode: 0o600 });
  try {
    await provisionAndKeep(servers, keys, part);
  } catch (error) {
    throw new Error(`NATS_URL ${servers}: ${(error as Error).message}. That server needs JetStream and the users that are written in ${file}.`);
  }
  return servers;
}

async function own(keys: Keys, part: Part): Promise<string> {
  const storeDir = join(part.dir, 'nats');
  const binary = await obtainNatsServer({ log: part.log });
  const server = await startNatsServer({ binary, configPath: join(storeDir, 'nats.conf'), config: natsServerConfig({ users: publicKeys(keys) }), storeDir, keep: part });
  part.stoppers.add('NATS', server.stop);
  await provisionAndKeep(server.url, keys, part);
  return server.url;
}

/** A NATS with streams, consumers and one user per service: the one in NATS_URL, else our own. @returns its address */
export const prepareNats = (keys: Keys, part: Part): Promise<string> => (process.env['NATS_URL'] ? given(process.env['NATS_URL'], keys, part) : own(keys, part));
