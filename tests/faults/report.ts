import type { Row } from './row.js';

const columns = ['Fault', 'Acknowledged', 'a second', 'Asked again', 'of that 500', 'Refused', 'Unknown', 'Lost', 'Doubled', 'Leaked', 'Settled after'] as const;
const line = (cells: readonly unknown[]): string => `| ${cells.join(' | ')} |`;

const cells = (row: Row): readonly unknown[] => [row.name, row.acknowledged, row.perSecond, row.again, row.failed, row.refusals.length, row.unknown, row.lost, row.doubled, row.leaked, `${row.settledAfter.toFixed(1)} s`];

/** The page with this table in the place of the one that was there. */
export const renewed = (page: string, table: string): string => page.replace(/(<!-- measured -->\n)[^]*(<!-- \/measured -->)/, (_, begin: string, end: string) => `${begin}\n${table}\n${end}`);

/** A table for people, and how a row of it is had again. */
export function report(seed: number, rows: readonly Row[], skipped: readonly string[]): string {
  return [
    `Seed ${seed}. A row again: FAULT_SEED=${seed} FAULT='${rows[0]?.name}' npm run faults`, '', line(columns), line(columns.map((_, n) => (n === 0 ? '---' : '--:'))),
    ...rows.map((row) => line(cells(row))), ...skipped.map((name) => line([name, 'not done here', ...columns.slice(2).map(() => '')])), '',
  ].join('\n');
}
