import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
const countJest = ({ numPassedTests, numFailedTests, testResults }) => ({
  passed: numPassedTests, failed: numFailedTests + testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.every((test) => test.status !== 'failed')).length,
});

/** Runs Jest over some projects. */
export const runJest = (cwd, projects, { workers, env = {}, args = [] }) =>
  timed(`tests: ${projects.join(' ')}`, () => reporting((file) => exitCode(process.execPath,
    ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', `--maxWorkers=${workers}`, '--forceExit', '--testTimeout=60000', '--json', `--outputFile=${file}`, ...args, '--projects', ...projects], { cwd, env }), countJest));

// A journey that passes only when it is tried again has found a race.
const countPlaywright = ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky });

/** Runs the journeys of one configuration in Chromium, which is installed where it is missing. */
export async function runJourneys(cwd, name = 'playwright') {
  const config = `tests/journeys/${name}.config.ts`;
  if (!existsSync(join(cwd, config))) return { name: config, passed: 0, failed: 1, seconds: 0 };
  const chromium = await ensureChromium();
  return timed(`journeys (${name})`, () => reporting((file) => exitCode(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', '-c', config, '--reporter=list,json'],
    { cwd, env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file } }), countPlaywright));
}
