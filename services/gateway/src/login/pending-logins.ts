import type { Db } from '@knutpunkt/persistence';
import type { Seal } from '@knutpunkt/service-kit';
import { hashed } from '../sessions/seal.js';
import type { PendingLogin } from './identity-provider.js';

/** A login is finished within ten minutes. */
export const patience = 600;

/** Logins under way, each bound to the browser that began it; a login is taken out once. */
export class PendingLogins {
  constructor(private readonly db: Db, private readonly seal: Seal) {}

  async keep(browser: string, login: PendingLogin, now: Date): Promise<void> {
    const stateHash = hashed(login.state);
    await this.db.work('sessions', async (tx) => {
      await tx.query('delete from pending_logins where ends_at <= $1', [now]);
      await tx.query('insert into pending_logins (state_hash, browser_hash, sealed, ends_at) values ($1, $2, $3, $4)',
        [stateHash, hashed(browser), this.seal.close(login, stateHash), new Date(now.getTime() + 1_000 * patience)]);
    });
  }

  /** The login that this browser began with this state, or null. */
  take(browser: string, state: string, now: Date): Promise<PendingLogin | null> {
    const stateHash = hashed(state);
    return this.db.work('sessions', async (tx) => {
      const [row] = await tx.query<{ sealed: Buffer }>('delete from pending_logins where state_hash = $1 and browser_hash = $2 and ends_at > $3 returning sealed', [stateHash, hashed(browser), now]);
      return row ? this.seal.open<PendingLogin>(row.sealed, stateHash) : null;
    });
  }
}
