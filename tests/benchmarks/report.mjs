import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';

const git = (root, ...args) => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();

/** Where and of what a run's figures are. */
export const circumstances = (root) => ({
  at: new Date().toISOString(), commit: git(root, 'rev-parse', '--short', 'HEAD'), changed: git(root, 'status', '--porcelain', '--', 'libs', 'services', 'infra').length > 0,
  machine: `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`, node: process.version, loadBefore: loadavg()[0],
});

/** A figure with its target. `better` tells which way is good; a timing that falls short is told, and fails nothing. */
export const row = (name, { value, target, better, unit = '', spread, detail = '' }) =>
  ({ name, value, unit, target, better, ...(target === undefined ? {} : { met: better === 'higher' ? value >= target : value <= target }), ...(spread ? { spread } : {}), detail });

const number = (value) => (Math.abs(value) >= 100 ? Math.round(value).toString() : value.toFixed(2));

/** One line of the table. */
export function line({ name, value, unit, target, better, met, spread, detail }) {
  const goal = target === undefined ? '' : `${better === 'higher' ? '≥' : '≤'} ${target}${unit}`;
  const verdict = target === undefined ? '' : met ? 'met' : 'short';
  return [name.padEnd(46), `${number(value)}${unit}`.padStart(10), (spread ? `${number(spread.least)}–${number(spread.greatest)}` : '').padStart(12), goal.padStart(12), verdict.padEnd(6), detail].join('  ');
}

/** Keeps the figures of a run as JSON. */
export function keep(file, figures) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
}

/** The row of a paired figure. */
export const ratioRow = (name, { ratio: { median, ...spread }, product, floor }, { target, better, unit = '' }) =>
  row(name, { value: median, spread, target, better, detail: `${product.median.toFixed(1)} against ${floor.median.toFixed(1)}${unit}` });

const sum = (cost) => Object.values(cost).reduce((all, one) => all + one, 0);
const spent = (cost) => Object.entries(cost).map(([name, microseconds]) => `${name} ${(microseconds / 1_000).toFixed(2)}`).join(', ');

/** Processor time has no target of its own: it tells where the time goes, also when the machine is busy with something else. */
export const costRow = (name, { product, floor }) => row(name, { value: sum(product) / sum(floor), detail: `${spent(product)} against ${spent(floor)} ms` });
