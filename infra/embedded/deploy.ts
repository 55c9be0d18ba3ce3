import { connectNats, provisionStreams } from '@knutpunkt/messaging';
import { writeEnvironments, writeNatsConfigs } from './deploy/env-files.js';
import { checkGivenDatabase } from './postgres/given.js';
import { prepareDatabase } from './start/database.js';
import { keptKeys } from './start/keys.js';
import { givenAnswers } from './start/post.js';
import { migrations } from './start/services.js';

const REPLICAS = 3;

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** Makes the secrets at first run, and writes what each container is told. */
async function files(dir: string): Promise<void> {
  const keys = keptKeys(dir);
  const login = { issuer: needed('OIDC_ISSUER'), clientSecret: needed('OIDC_CLIENT_SECRET'), introspectionSecret: needed('OIDC_INTROSPECTION_SECRET') };
  const webOrigin = needed('PUBLIC_URL');
  const answers = givenAnswers();
  writeEnvironments(dir, { root: '/app', adminUrl: needed('DATABASE_URL'), natsUrl: needed('NATS_URL'), keys, login, post: { smtpUrl: needed('SMTP_URL'), ...(answers ? { answers } : {}) }, port: 3000, webOrigin });
  writeNatsConfigs(dir, keys);
}

/** Roles, schemas and migrations of every service. */
async function database(dir: string): Promise<void> {
  const adminUrl = needed('DATABASE_URL');
  await checkGivenDatabase(adminUrl);
  await prepareDatabase(adminUrl, keptKeys(dir), migrations);
}

/** Streams and consumers, in three copies. */
async function streams(dir: string): Promise<void> {
  const ops = await connectNats({ servers: needed('NATS_URL'), seed: keptKeys(dir).nats.ops.seed, name: 'ops' });
  await provisionStreams(ops, { replicas: Number(process.env['NATS_REPLICAS'] ?? REPLICAS) });
  await ops.close();
}

const STEPS = { files, database, streams };

/** `node infra/dist/deploy.js <files|database|streams> <folder of the secrets>`: what a deployment runs before its services. Safe to run again. */
async function main([step, dir]: string[]): Promise<void> {
  if (!step || !(step in STEPS) || !dir) throw new Error(`deploy.js <${Object.keys(STEPS).join('|')}> <folder>`);
  await STEPS[step as keyof typeof STEPS](dir);
}

await main(process.argv.slice(2));
