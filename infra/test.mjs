import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeProblem } from './start/node-version.mjs';
import { prepare } from './start/prepare.mjs';
import { progress } from './start/progress.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const JEST = 'node_modules/jest/bin/jest.js';

/** Every folder with tests of its own: libs, services, infra, and the suites of tests/. */
function projects() {
  const below = (folder) => readdirSync(join(root, folder), { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => join(folder, one.name));
  return ['infra', ...below('libs'), ...below('services'), 'tests', ...below('tests')].filter((folder) => existsSync(join(root, folder, 'jest.config.mjs')));
}

function step(name, program, args, env = {}) {
  progress(name);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${name} failed (${code})`))));
  });
}

/** The scripts of package.json that check without running anything, where they exist. */
async function checks() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const script of ['lint', 'types']) if (scripts[script]) await step(script, 'npm', ['run', '--silent', script]);
}

/** `npm test`: everything, or (with arguments) what Jest selects by them. */
async function main(args) {
  const problem = nodeProblem();
  if (problem) throw new Error(problem);
  await prepare(root, progress);
  if (args.length === 0) await checks();
  await step('tests', process.execPath, ['--experimental-vm-modules', '--no-warnings', JEST, '--maxWorkers=2', '--projects', ...projects(), ...args]);
  progress('all is well');
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`\n${error.message}`);
  process.exit(1);
});
