import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { natsServerConfig, natsUsers, newNkeys } from '@knutpunkt/messaging';

/**
 * node infra/nats/make-config.mjs <folder> [nodes]
 * Writes one configuration per NATS node (`nats-1.conf` …) and one secret per user (`<user>.seed`). Secrets that are there are kept, so that it can be run again
 * after a change of the contracts.
 */
const [folder, nodes = '1'] = process.argv.slice(2);
if (!folder) throw new Error('say in which folder: node infra/nats/make-config.mjs <folder> [nodes]');

mkdirSync(folder, { recursive: true, mode: 0o700 });
const fresh = newNkeys();
const publicKeys = Object.fromEntries(natsUsers.map((user) => [user, publicKeyOf(user)]));
const names = Array.from({ length: Number(nodes) }, (_, i) => `nats-${i + 1}`);

for (const name of names) {
  const cluster = names.length === 1 ? undefined : { serverName: name, name: 'knutpunkt', port: 6222, routes: names.filter((n) => n !== name).map((n) => `nats://${n}:6222`) };
  writeFileSync(join(folder, `${name}.conf`), natsServerConfig({ users: publicKeys, storeDir: '/data', host: '0.0.0.0', port: 4222, monitorPort: 8222, ...(cluster ? { cluster } : {}) }), { mode: 0o644 });
}

/** The public key stands beside its seed: a server's configuration holds nothing secret. */
function publicKeyOf(user) {
  const [seed, key] = [join(folder, `${user}.seed`), join(folder, `${user}.pub`)];
  if (existsSync(seed) && existsSync(key)) return readFileSync(key, 'utf8').trim();
  writeFileSync(seed, `${fresh[user].seed}\n`, { mode: 0o600 });
  chmodSync(seed, 0o600);
  writeFileSync(key, `${fresh[user].publicKey}\n`);
  return fresh[user].publicKey;
}
