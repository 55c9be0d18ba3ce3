import type { Caller, Db } from '@knutpunkt/persistence';
import type { Seal } from '@knutpunkt/service-kit';
import { columns, lives, livingAt, opened, ownerOf, type Row } from './session-row.js';
import type { SessionStore } from './session-store.js';
import type { Session } from './session.js';

/** Somebody's own sessions. One of somebody else's is not there. */
export class OwnSessions {
  constructor(private readonly db: Db, private readonly seal: Seal, private readonly store: SessionStore) {}

  /** Those that live, the one that was used last first. */
  list(owner: Caller, now: Date): Promise<Session[]> {
    return this.rows(`select ${columns} from sessions where owner_hash = $1 and ${lives} order by last_seen_at desc, id`, [ownerOf(this.seal, owner), ...livingAt(now)]);
  }

  /** Ends the one with this id. Gives it, or nothing where the owner has none. */
  async end(owner: Caller, id: string, now: Date): Promise<Session | undefined> {
    return (await this.ending('and id = $4', [ownerOf(this.seal, owner), ...livingAt(now), id]))[0];
  }

  /** Ends all but this one. Gives those that it ended. */
  endOthers(current: Session, now: Date): Promise<Session[]> {
    return this.ending('and id_hash <> $4', [ownerOf(this.seal, current.caller), ...livingAt(now), current.idHash]);
  }

  private ending(which: string, params: readonly unknown[]): Promise<Session[]> {
    return this.rows(`delete from sessions where owner_hash = $1 and ${lives} ${which} returning ${columns}`, params, ({ id_hash }) => this.store.over(id_hash));
  }

  private rows(sql: string, params: readonly unknown[], then?: (row: Row) => void): Promise<Session[]> {
    return this.db.work('sessions', async (tx) => {
      const rows = await tx.query<Row>(sql, params);
      if (then) tx.afterCommit(() => rows.forEach(then));
      return rows.flatMap((row) => opened(this.seal, row) ?? []);
    });
  }
}
