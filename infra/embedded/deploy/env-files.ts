import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { natsServerConfig } from '@knutpunkt/messaging';
import { SERVICES, type Keys } from '../start/keys.js';
import { publicKeys } from '../start/nats.js';
import { environmentOf, type Installation } from '../start/settings.js';

const CLUSTER_PORT = 6222;
const NATS_NODES = ['nats-1', 'nats-2', 'nats-3'];

function secretFile(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text, { mode: 0o644 });
}

/** Node's reader of such files knows three kinds of quotes and no escapes. */
function quoted(name: string, value: string): string {
  const quote = ['"', "'", '`'].find((one) => !value.includes(one));
  if (!quote || value.includes('\n')) throw new Error(`${name} cannot be written into an environment file`);
  return `${name}=${quote}${value}${quote}`;
}

/**
 * Writes what each container is told into a folder of its own, so that it can be given that folder and no other:
 * `<dir>/<service>/env`, in the form of `node --env-file`.
 */
export function writeEnvironments(dir: string, installation: Installation): void {
  for (const service of SERVICES) {
    const lines = Object.entries({ ...environmentOf(installation, service), HOST: '0.0.0.0', OPS_HOST: '0.0.0.0', OPS_PORT: '9464' }).map(([name, value]) => quoted(name, value));
    secretFile(join(dir, service), 'env', `${lines.join('\n')}\n`);
  }
}

/** Writes the configuration of a JetStream cluster of three, one folder per node. The store is /data. */
export function writeNatsConfigs(dir: string, keys: Keys): void {
  const users = publicKeys(keys);
  const routes = NATS_NODES.map((node) => `nats://${node}:${CLUSTER_PORT}`);
  for (const serverName of NATS_NODES) {
    const cluster = { serverName, name: 'knutpunkt', port: CLUSTER_PORT, routes };
    secretFile(join(dir, serverName), 'nats.conf', natsServerConfig({ users, storeDir: '/data', host: '0.0.0.0', port: 4222, cluster }));
  }
}
