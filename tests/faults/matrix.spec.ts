import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drawnSeed } from '@knutpunkt/testing';
import { root } from '../architecture/sources.js';
import { Chance } from './chance.js';
import { callers } from './county.js';
import { hubOf, people } from './crowd.js';
import { History } from './history.js';
import { Platform } from './platform.js';
import { renewed, report } from './report.js';
import { allowed, tryOut, type Row, type Scene } from './row.js';
import { trials } from './trials.js';

const seed = drawnSeed('FAULT_SEED');
const rate = Number(process.env['FAULT_RATE'] ?? 100);
const all = trials(new Chance(seed), process.env['FAULT']);
const file = join(root, '.nx/faults.md');
const page = join(root, 'docs/reliability.md');
const rows: Row[] = [];
const skipped: string[] = [];
let scene: Scene;

beforeAll(async () => {
  execFileSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b'], { cwd: root, stdio: 'inherit' });
  const platform = await Platform.start({ smallDisks: all.some(({ faults }) => faults.some(({ onSmallDisks }) => onSmallDisks)) });
  const history = new History();
  scene = { platform, history, users: people(await hubOf(platform, history), seed), every: (callers * 1_000) / rate };
}, 500_000);

afterAll(async () => {
  const table = report(seed, rows, skipped);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, table);
  // The page tells of whole runs.
  if (!process.env['FAULT'] && rows.length + skipped.length === all.length) writeFileSync(page, renewed(readFileSync(page, 'utf8'), table));
  console.info(`${table}\nwritten to ${file}`);
  await scene?.platform.stop();
}, 60_000);

describe('while people write', () => {
  it.each(all.map((trial, n) => ({ ...trial, n: n + 1 })))('$name', async (trial) => {
    const { platform } = scene;
    if (trial.faults.some(({ onSmallDisks }) => onSmallDisks) && !platform.disks.NATS) {
      skipped.push(trial.name);
      return process.stderr.write(`${trial.n} of ${all.length}: ${trial.name} is not done: this account may not mount a disk\n`);
    }
    const row = await tryOut(trial, scene, new Chance(seed));
    rows.push(row);
    process.stderr.write(`${trial.n} of ${all.length}: ${trial.name}: ${row.acknowledged} acknowledged, ${row.perSecond} a second, settled after ${row.settledAfter.toFixed(1)} s, last: ${row.last.slice(0, 200)}, broken: ${JSON.stringify(row.broken).slice(0, 600)}\n`);

    expect(Object.fromEntries(Object.entries(row.broken).map(([name, found]) => [name, found.slice(0, 3)]))).toEqual({});
    expect({ refusals: row.refusals, unknown: row.unknown, failed: row.failed }).toEqual({ refusals: [], unknown: 0, failed: 0 });
    expect(row.settledAfter).toBeLessThan(allowed(trial));
  }, 300_000);
});
