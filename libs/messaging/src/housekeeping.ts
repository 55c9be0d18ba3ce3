import type { Db } from '@knutpunkt/persistence';
import type { Log } from './log.js';
import { Loop } from './loop.js';

const hourly = 3_600_000;

/** Forgets what was done more than 30 days ago. The positions stay for ever, so that an old event that comes again is still known as old. */
export function housekeeping(db: Db, log: Log): Loop {
  return new Loop('housekeeping', async () => {
    await db.work('housekeeping', async (tx) => {
      await tx.query("delete from inbox where state in ('done', 'dropped') and received_at < now() - interval '30 days'");
      await tx.query("delete from due where (state in ('done', 'dropped') or at is null) and created_at < now() - interval '30 days'");
      await tx.query("delete from idempotency_keys where at < now() - interval '30 days'");
    });
    return hourly;
  }, log);
}
