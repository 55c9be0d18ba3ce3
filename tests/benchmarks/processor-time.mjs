import { readFileSync, readdirSync } from 'node:fs';

const tick = 10_000;

const statOf = (pid) => {
  const words = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
  return { parent: Number(words[1]), microseconds: (Number(words[11]) + Number(words[12]) + Number(words[13]) + Number(words[14])) * tick };
};

/** Processor time that each named process has used, its children's included, in microseconds. Linux only, in steps of 10 ms. */
export function processorTime(named) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      return [{ pid: Number(pid), ...statOf(pid) }];
    } catch {
      return []; // It ended while we looked.
    }
  });
  return Object.fromEntries(Object.entries(named).map(([name, pid]) => [name, all.filter((p) => p.pid === pid || p.parent === pid).reduce((sum, p) => sum + p.microseconds, 0)]));
}

/** The processor time that `work` cost each named process, in microseconds per answer. */
export async function costOf(named, work) {
  const before = processorTime(named);
  const result = await work();
  const after = processorTime(named);
  return { ...result, cost: Object.fromEntries(Object.keys(named).map((name) => [name, Math.round((after[name] - before[name]) / result.latencies.length)])) };
}
