import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeProblem } from './start/node-version.mjs';
import { prepare } from './start/prepare.mjs';
import { progress } from './start/progress.mjs';
import { runCheck, runJest, runJourneys } from './test/suites.mjs';
import { scratch } from './test/scratch.mjs';
import { sharedCluster } from './test/shared-cluster.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every folder with tests of its own: libs, services, infra, and the suites of tests/. */
function projects() {
  const below = (folder) => readdirSync(join(root, folder), { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => join(folder, one.name));
  return ['infra', ...below('libs'), ...below('services'), ...below('tests')].filter((folder) => existsSync(join(root, folder, 'jest.config.mjs')));
}

/** What takes minutes to compile on a new machine is there before a test's time begins. */
async function obtainServers() {
  const { obtainNatsServer } = await import('./dist/nats-server.js');
  await obtainNatsServer({ log: progress });
}

/** Modules of suites that are over stay in a worker's memory, four gigabytes of them in the end, and collecting garbage takes all the time there is: it is started anew before that. */
const workerMemory = '--workerIdleMemoryLimit=1GB';

/** Suites that share one PostgreSQL, and nothing of which has to outlive them. */
async function runTogether(folders) {
  const { dir, remove } = scratch();
  const cluster = await sharedCluster(dir);
  try {
    return await runJest(root, folders, { workers: 2, env: { TEST_CLUSTER_URL: cluster.url, TMPDIR: dir }, args: [`--cacheDirectory=${join(tmpdir(), 'knutpunkt-jest')}`, workerMemory] });
  } finally {
    await cluster.stop();
    remove();
  }
}

/** The suites in order: the cheapest first, those that want the machine for themselves last. */
async function everything() {
  const alone = (folder) => ['tests/faults', 'tests/benchmarks', 'infra'].includes(folder);
  const results = [await runCheck(root, 'lint'), await runCheck(root, 'types'), await runTogether(projects().filter((p) => !alone(p)))];
  results.push(await runJest(root, projects().filter(alone), { workers: 1 }));
  results.push(await runJourneys(root), await runJourneys(root, 'federation'));
  return results;
}

/** `npm test`: everything, or (with arguments) what Jest selects by them. Ends with the true sum over all suites. */
async function main(args) {
  const problem = nodeProblem();
  if (problem) throw new Error(problem);
  await prepare(root, progress);
  await obtainServers();
  const results = args.length ? [await runJest(root, projects(), { workers: 2, args })] : await everything();
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  for (const { name, passed, failed, seconds } of results) progress(`${name}: ${passed} passed, ${failed} failed (${Math.round(seconds)} s)`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`\n${error.message}`);
  process.exit(1);
});
