import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { root } from '../architecture/sources.js';

interface Figures { readonly circumstances: { readonly commit: string; readonly machine: string }; readonly rounds: number; readonly rows: readonly { readonly name: string; readonly value: number; readonly target?: number; readonly met?: boolean; readonly detail: string }[] }

const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-figures-'));
let figures: Figures;

// One round, so that the benchmark itself is known to work; what it measures beside other work says nothing, and fails nothing.
beforeAll(() => {
  execFileSync(process.execPath, ['tests/benchmarks/bench.mjs', 'create', 'bundles'], { cwd: root, stdio: 'ignore', env: { ...process.env, BENCH_ROUNDS: '1', BENCH_FIGURES: join(dir, 'figures.json') } });
  figures = JSON.parse(readFileSync(join(dir, 'figures.json'), 'utf8')) as Figures;
}, 180_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('measures creating a meeting against a floor of the same run, with one connection and with sixteen, and in processor time', () => {
  expect(figures.rows.map(({ name }) => name)).toEqual(['create a meeting, 16 connections, per second', 'create a meeting, 1 connection, p50', 'create a meeting, processor time', 'web client, scripts and styles, gzipped']);
  for (const { value } of figures.rows) expect(value).toBeGreaterThan(0);
  expect(figures.rows[0]).toMatchObject({ target: 0.5, detail: expect.stringMatching(/ against .*\/s$/) });
});

it('says of which commit and on which machine', () => {
  expect(figures.circumstances).toMatchObject({ commit: expect.stringMatching(/^[0-9a-f]{7,}$/), machine: expect.stringContaining('GiB') });
  expect(figures.rounds).toBe(1);
});
