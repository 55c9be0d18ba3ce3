import { createHash } from 'node:crypto';
import { eventually } from '@knutpunkt/testing';
import type { TestHub } from '@knutpunkt/testing';

export const services = ['directory', 'meetings', 'agendas', 'referrals', 'notifications'] as const;

/** Only what the asker does for himself may change while he asks: his keys, and that his own other windows are told. */
const ownBookkeeping = ['idempotency_keys', 'live_events', 'live_positions'];

/** The names of all tables of a service. */
export const tablesOf = async (hub: TestHub, service: (typeof services)[number]): Promise<string[]> =>
  (await hub.asAdmin<{ tablename: string }>(service, 'select tablename from pg_tables where schemaname = $1 order by 1', [service])).map(({ tablename }) => tablename);

/** A fingerprint of every table of every service. */
export async function snapshot(hub: TestHub): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const service of services) {
    for (const table of (await tablesOf(hub, service)).filter((name) => !ownBookkeeping.includes(name))) {
      const rows = await hub.asAdmin<{ row: string }>(service, `select t::text as row from ${table} t order by 1`);
      prints[`${service}.${table}`] = `${rows.length} ${createHash('sha1').update(JSON.stringify(rows)).digest('hex')}`;
    }
  }
  return prints;
}

/** A fingerprint taken when nothing is under way any more. */
export async function settledSnapshot(hub: TestHub): Promise<Record<string, string>> {
  let last = await snapshot(hub);
  return eventually(async () => {
    const previous = last;
    await new Promise((resolve) => setTimeout(resolve, 700));
    last = await snapshot(hub);
    if (JSON.stringify(previous) !== JSON.stringify(last)) throw new Error('something is under way');
    return last;
  }, 30_000);
}
