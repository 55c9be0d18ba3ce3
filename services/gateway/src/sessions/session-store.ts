import type { Caller, Db, Tx } from '@knutpunkt/persistence';
import { Recent } from './recent.js';
import { hashed, randomSecret, type Seal } from './seal.js';
import { idle, longest, seenEvery, type Session, type Tokens } from './session.js';

interface Row { readonly id_hash: Buffer; readonly sealed: Buffer; readonly last_seen_at: Date; readonly ends_at: Date; readonly version: number }
interface Content { readonly caller: Caller; readonly tokens: Tokens }

const form = /^[A-Za-z0-9_-]{43}$/;
const living = 'select id_hash, sealed, last_seen_at, ends_at, version from sessions where id_hash = $1 and ends_at > $2 and last_seen_at > $3';

const keyOf = (idHash: Buffer): string => idHash.toString('base64url');

/**
 * The sessions as they are kept: found by the hash of what the browser holds. What this process ends is over at once;
 * what another gateway ends, within a second: reading the row for every request would cost four fifths of the throughput.
 */
export class SessionStore {
  private readonly recent = new Recent<Session | null>(1_000, 2_000);

  constructor(private readonly db: Db, private readonly seal: Seal) {}

  /** Begins a session and gives the secret for the browser. `instead` is the session this browser had before; it ends. */
  async begin(content: Content, now: Date, instead?: string): Promise<string> {
    const secret = randomSecret();
    const idHash = hashed(secret);
    await this.db.work('sessions', async (tx) => {
      if (instead) await this.drop(tx, hashed(instead));
      await tx.query('delete from sessions where ends_at <= $1 or last_seen_at <= $2', [now, new Date(now.getTime() - idle)]);
      await tx.query('insert into sessions (id_hash, sid, sealed, created_at, last_seen_at, ends_at) values ($1, $2, $3, $4, $4, $5)',
        [idHash, content.caller.session, this.seal.close(content, idHash), now, new Date(now.getTime() + longest)]);
    });
    return secret;
  }

  /** The living session that a browser's secret stands for; being seen keeps it from idling away. */
  find(secret: string, now: Date, seen: boolean): Promise<Session | null> {
    if (!form.test(secret)) return Promise.resolve(null);
    const idHash = hashed(secret);
    return seen ? this.recent.get(keyOf(idHash), () => this.read(idHash, now, seen)) : this.read(idHash, now, seen);
  }

  private read(idHash: Buffer, now: Date, seen: boolean): Promise<Session | null> {
    return this.db.work('sessions', async (tx) => {
      const [row] = await tx.query<Row>(living, livingAt(idHash, now));
      if (row && seen && now.getTime() - row.last_seen_at.getTime() > seenEvery) await tx.query('update sessions set last_seen_at = $2 where id_hash = $1', [row.id_hash, now]);
      return row ? this.opened(row) : null;
    });
  }

  /**
   * Renews a session's tokens under its row's lock, so that a refresh token is used once. `renew` is not asked when another did it meanwhile;
   * where it gives null, the session ends.
   */
  renew(session: Session, now: Date, renew: (locked: Session) => Promise<Content | null>): Promise<Session | null> {
    return this.db.work('sessions', async (tx) => {
      const [row] = await tx.query<Row>(`${living} for update`, livingAt(session.idHash, now));
      const locked = row ? this.opened(row) : null;
      if (locked?.version !== session.version) return locked;
      const content = await renew(locked);
      return content ? this.keep(tx, locked, content) : this.drop(tx, locked.idHash);
    });
  }

  /** Ends a session; gives what it was, for logging out at the identity provider. */
  end(secret: string): Promise<Session | null> {
    return this.db.work('sessions', async (tx) => {
      tx.afterCommit(() => this.recent.forget(keyOf(hashed(secret))));
      const [row] = await tx.query<Row>('delete from sessions where id_hash = $1 returning id_hash, sealed, last_seen_at, ends_at, version', [hashed(secret)]);
      return row ? this.opened(row) : null;
    });
  }

  /** Ends the sessions that the identity provider calls `sid`. False where this logout token was used before; `until` is when it is no longer accepted anyway. */
  endBySid(sid: string, jti: string, until: Date): Promise<boolean> {
    return this.db.work('sessions', async (tx) => {
      await tx.query("delete from logout_tokens where ends_at < now() - interval '1 minute'");
      const first = await tx.query('insert into logout_tokens (jti_hash, ends_at) values ($1, $2) on conflict do nothing returning 1', [hashed(jti), until]);
      if (first.length) await tx.query('delete from sessions where sid = $1', [sid]);
      tx.afterCommit(() => this.recent.forgetAll());
      return first.length > 0;
    });
  }

  private async keep(tx: Tx, session: Session, { caller, tokens }: Content): Promise<Session> {
    tx.afterCommit(() => this.recent.forget(keyOf(session.idHash)));
    await tx.query('update sessions set sealed = $2, sid = $3, version = version + 1 where id_hash = $1', [session.idHash, this.seal.close({ caller, tokens }, session.idHash), caller.session]);
    return { ...session, caller, tokens, version: session.version + 1 };
  }

  private async drop(tx: Tx, idHash: Buffer): Promise<null> {
    tx.afterCommit(() => this.recent.forget(keyOf(idHash)));
    await tx.query('delete from sessions where id_hash = $1', [idHash]);
    return null;
  }

  /** Null for a session that was sealed with a key that is no longer used: it is over. */
  private opened({ id_hash, sealed, ends_at, version }: Row): Session | null {
    const content = this.seal.open<Content>(sealed, id_hash);
    return content && { idHash: id_hash, endsAt: ends_at, version, ...content };
  }
}

const livingAt = (idHash: Buffer, now: Date): unknown[] => [idHash, now, new Date(now.getTime() - idle)];
