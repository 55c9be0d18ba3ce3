import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nodeProblem } from './start/node-version.mjs';
import { prepare } from './start/prepare.mjs';
import { progress } from './start/progress.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const USAGE = `npm start                      everything on this machine, with the demo
npm start -- --fresh           begins anew: deletes what .knutpunkt holds
npm start -- --home folder     keeps its data there instead of .knutpunkt (also KNUTPUNKT_HOME): several can run at once
npm start -- --port 4000       the web client's port (3000 unless told; the next free one if it is taken)
npm start -- --keycloak        with a Keycloak and realms that stand for four organisations' identity providers (Java 17; KEYCLOAK_HOME, else fetched by Maven)
npm start -- --bare            with the demo's people and groups, and none of its meetings and requests
npm run start:services         the same, each service as a process of its own
npm run token -- brasam.kop    a bearer token for a demo account`;

const options = {
  fresh: { type: 'boolean', default: false },
  processes: { type: 'boolean', default: false },
  keycloak: { type: 'boolean', default: false },
  bare: { type: 'boolean', default: false },
  home: { type: 'string', default: process.env.KNUTPUNKT_HOME || fileURLToPath(new URL('../.knutpunkt', import.meta.url)) },
  port: { type: 'string', default: '3000' },
  token: { type: 'string' },
  help: { type: 'boolean', default: false },
};

async function printToken(home, username) {
  const module = new URL('./dist/identity-provider/token-for.js', import.meta.url);
  if (!existsSync(module)) throw new Error('Knutpunkt has not run from here yet: npm start');
  const { tokenFor } = await import(module.href);
  console.log(await tokenFor(resolve(home, 'identity-provider'), username));
}

async function start({ home, fresh, processes, keycloak, bare, port }) {
  await prepare(root, progress);
  const { start: startEverything } = await import('./dist/start.js');
  await startEverything({ root, home: resolve(home), fresh, processes, keycloak, bare, port: Number(port), log: progress });
}

async function main() {
  const problem = nodeProblem();
  if (problem) throw new Error(problem);
  const { values } = parseArgs({ options });
  if (values.help) console.log(USAGE);
  else if (values.token !== undefined) await printToken(values.home, values.token);
  else await start(values);
}

main().catch((error) => {
  console.error(`\n${error.message}`);
  process.exit(1);
});
