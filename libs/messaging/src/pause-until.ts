import type { Tx } from '@knutpunkt/persistence';

/** Others may plan something meanwhile, so nobody sleeps longer than this. */
const longest = 1_000;

/** Milliseconds, by the database's clock, until the instant that `sql` selects as `next`; a second when that is later or there is none. */
export async function pauseUntil(tx: Tx, sql: string): Promise<number> {
  const [row] = await tx.query<{ pause: number | null }>(`select ceil(extract(epoch from (${sql}) - clock_timestamp()) * 1000)::float8 as pause`);
  return Math.max(0, Math.min(longest, row?.pause ?? longest));
}
