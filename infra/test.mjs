import { readdirSync } from 'node:fs';
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

/** What wants the machine for itself. */
const alone = ['infra', 'tests/benchmarks', 'tests/faults'];

/** The other folders with tests, those of tests/ one by one. */
function together() {
  const suites = readdirSync(join(root, 'tests'), { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => `tests/${name}`);
  return ['libs', 'services', ...suites.filter((folder) => !alone.includes(folder))];
}

/** What takes minutes to compile on a new machine is there before a test's time begins. */
async function obtainServers() {
  const { obtainNatsServer } = await import('./dist/nats-server.js');
  await obtainNatsServer({ log: progress });
}

/** Suites that share one PostgreSQL, and nothing of which has to outlive them. */
async function runTogether() {
  const { dir, remove } = scratch();
  const cluster = await sharedCluster(dir);
  try {
    return await runJest(root, together(), { workers: 2, env: { TEST_CLUSTER_URL: cluster.url, TMPDIR: dir }, args: [`--cacheDirectory=${join(tmpdir(), 'knutpunkt-jest')}`] });
  } finally {
    await cluster.stop();
    remove();
  }
}

/** What the suites draw things from, the same in every run: a run that fails does so for what was changed. What is drawn anew by the commands of their own (`npm run fuzz`, `leaks`, `faults`) and found there comes back here with another number. */
const seed = '716720';

/** The suites in order: the cheapest first, those that want the machine for themselves last. */
async function everything() {
  process.env.RUN_SEED ??= seed;
  progress(`RUN_SEED=${process.env.RUN_SEED}`);
  const results = [await runCheck(root, 'lint'), await runCheck(root, 'types'), await runTogether(), await runJest(root, alone, { workers: 1 })];
  results.push(await runJourneys(root, 'playwright', 2), await runJourneys(root, 'federation'));
  return results;
}

/** `npm test`: everything, or (with arguments) what Jest selects by them. Ends with the true sum over all suites. */
async function main(args) {
  const problem = nodeProblem();
  if (problem) throw new Error(problem);
  await prepare(root, progress);
  await obtainServers();
  const results = args.length ? [await runJest(root, [...together(), ...alone], { workers: 2, args })] : await everything();
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  for (const { name, passed, failed, seconds } of results) progress(`${name}: ${passed} passed, ${failed} failed (${Math.round(seconds)} s)`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`\n${error.message}`);
  process.exit(1);
});
