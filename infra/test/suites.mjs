import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureChromium } from '../chromium.mjs';
import { progress } from '../start/progress.mjs';

function exitCode(program, args, { cwd, env = {} }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

async function timed(name, work) {
  progress(name);
  const started = performance.now();
  return { name, ...(await work()), seconds: (performance.now() - started) / 1000 };
}

/** Runs a script of package.json that checks without running anything; it counts as one test. */
export const runCheck = (cwd, script) =>
  timed(script, async () => {
    const code = await exitCode('npm', ['run', '--silent', script], { cwd });
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  });

/** What a runner wrote of its run, or one failure where it did not get that far. */
function counted(file, code, count) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { passed, failed } = count(JSON.parse(readFileSync(file, 'utf8')));
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

async function reporting(run, count) {
  const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-results-'));
  const file = join(dir, 'results.json');
  try {
    return counted(file, await run(file), count);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

// A suite file that cannot even be loaded has no failed test: it counts as one.
function countJest(results) {
  const { numPassedTests, numFailedTests, testResults } = results;
  tellSlowest(results);
  return { passed: numPassedTests, failed: numFailedTests + testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.every((test) => test.status !== 'failed')).length };
}

const mostTold = 15;

/** Tells which files a run waited for most, in seconds: what to look at when it takes too long. */
function tellSlowest({ testResults }) {
  const slowest = testResults.map(({ name, startTime, endTime }) => ({ name, seconds: Math.round((endTime - startTime) / 1000) })).sort((a, b) => b.seconds - a.seconds).slice(0, mostTold);
  if (testResults.length > mostTold) progress(`slowest: ${slowest.map(({ name, seconds }) => `${relative(process.cwd(), name)} ${seconds}`).join(', ')}`);
}

/** Every process of a run reads TypeScript, and workspace packages from their sources. */
const nodeOptions = `--import=${new URL('../../tools/tests/register.mjs', import.meta.url)} --conditions=@knutpunkt/source --enable-source-maps --no-warnings`;

/** Runs Jest over the tests of some folders. */
export const runJest = (cwd, folders, { workers, env = {}, args = [] }) =>
  timed(`tests: ${folders.join(' ')}`, () => reporting((file) => exitCode(process.execPath,
    ['node_modules/jest/bin/jest.js', `--maxWorkers=${workers}`, '--forceExit', '--json', `--outputFile=${file}`, ...args, '--roots', ...folders], { cwd, env: { ...env, NODE_OPTIONS: nodeOptions } }), countJest));

// A journey that passes only when it is tried again has found a race.
const countPlaywright = ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky });

const sumOf = (results) => ({ passed: results.reduce((sum, { passed }) => sum + passed, 0), failed: results.reduce((sum, { failed }) => sum + failed, 0) });

/** Runs the journeys of one configuration in Chromium, which is installed where it is missing: in so many shares at once, each on a product of its own. */
export async function runJourneys(cwd, name, shares = 1) {
  const config = `tests/journeys/${name}.config.ts`;
  if (!existsSync(join(cwd, config))) return { name: config, passed: 0, failed: 1, seconds: 0 };
  const chromium = await ensureChromium();
  // Where a product is given, there is one.
  const products = process.env.JOURNEY_ORIGIN || process.env.JOURNEY_HOME ? 1 : shares;
  const share = (n) => reporting((file) => exitCode(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', '-c', config, '--reporter=list,json', `--shard=${n}/${products}`, `--output=test-results/${name}-${n}`],
    { cwd, env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file } }), countPlaywright);
  return timed(`journeys (${name})`, async () => sumOf(await Promise.all(Array.from({ length: products }, (_, at) => share(at + 1)))));
}
