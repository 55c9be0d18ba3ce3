import type { Db, Tx } from '@knutpunkt/persistence';
import type { Seal } from '@knutpunkt/service-kit';
import { Endings } from './endings.js';
import { Recent } from './recent.js';
import { hashed, randomSecret } from './seal.js';
import { columns, lives, livingAt, opened, ownerOf, type Content, type Row } from './session-row.js';
import { idle, longest, seenEvery, type Session } from './session.js';

const form = /^[A-Za-z0-9_-]{43}$/;
const living = `select ${columns} from sessions where id_hash = $1 and ${lives}`;

const keyOf = (idHash: Buffer): string => idHash.toString('base64url');

/**
 * The sessions as they are kept: found by the hash of what the browser holds. What this process ends is over at once;
 * what another gateway ends, within a second: reading the row for every request would cost four fifths of the throughput.
 */
export class SessionStore {
  private readonly recent = new Recent<Session | null>(1_000, 2_000);
  private readonly endings = new Endings();

  constructor(private readonly db: Db, private readonly seal: Seal) {}

  /** Begins a session and gives the secret for the browser. `instead` is the session this browser had before; it ends. */
  async begin(content: Content, now: Date, instead?: string): Promise<string> {
    const secret = randomSecret();
    const idHash = hashed(secret);
    await this.db.work('sessions', async (tx) => {
      if (instead) await this.drop(tx, hashed(instead));
      await tx.query('delete from sessions where ends_at <= $1 or last_seen_at <= $2', [now, new Date(now.getTime() - idle)]);
      await tx.query('insert into sessions (id_hash, sid, sealed, owner_hash, created_at, last_seen_at, ends_at) values ($1, $2, $3, $4, $5, $5, $6)',
        [idHash, content.caller.session, this.seal.close(content, idHash), ownerOf(this.seal, content.caller), now, new Date(now.getTime() + longest)]);
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
      const [row] = await tx.query<Row>(living, [idHash, ...livingAt(now)]);
      if (row && seen && now.getTime() - row.last_seen_at.getTime() > seenEvery) await tx.query('update sessions set last_seen_at = $2 where id_hash = $1', [row.id_hash, now]);
      return row ? opened(this.seal, row) : null;
    });
  }

  /**
   * Renews a session's tokens under its row's lock, so that a refresh token is used once. `renew` is not asked when another did it meanwhile;
   * where it gives null, the session ends.
   */
  renew(session: Session, now: Date, renew: (locked: Session) => Promise<Content | null>): Promise<Session | null> {
    return this.db.work('sessions', async (tx) => {
      const [row] = await tx.query<Row>(`${living} for update`, [session.idHash, ...livingAt(now)]);
      const locked = row ? opened(this.seal, row) : null;
      if (locked?.version !== session.version) return locked;
      const content = await renew(locked);
      return content ? this.keep(tx, locked, content) : this.drop(tx, locked.idHash);
    });
  }

  /** Ends a session; gives what it was, for logging out at the identity provider. */
  end(secret: string): Promise<Session | null> {
    return this.db.work('sessions', async (tx) => {
      tx.afterCommit(() => this.over(hashed(secret)));
      const [row] = await tx.query<Row>(`delete from sessions where id_hash = $1 returning ${columns}`, [hashed(secret)]);
      return row ? opened(this.seal, row) : null;
    });
  }

  /** Ends the sessions that the identity provider calls `sid`. False where this logout token was used before; `until` is when it is no longer accepted anyway. */
  endBySid(sid: string, jti: string, until: Date): Promise<boolean> {
    return this.db.work('sessions', async (tx) => {
      await tx.query("delete from logout_tokens where ends_at < now() - interval '1 minute'");
      const first = await tx.query('insert into logout_tokens (jti_hash, ends_at) values ($1, $2) on conflict do nothing returning 1', [hashed(jti), until]);
      const ended = first.length ? await tx.query<Pick<Row, 'id_hash'>>('delete from sessions where sid = $1 returning id_hash', [sid]) : [];
      tx.afterCommit(() => ended.forEach(({ id_hash }) => this.over(id_hash)));
      return first.length > 0;
    });
  }

  /** Calls `then` when this process learns that the session has ended otherwise than by time. Gives the function that stops waiting. */
  whenOver(secret: string, then: () => void): () => void {
    return this.endings.when(keyOf(hashed(secret)), then);
  }

  /** A session's row is gone: it is forgotten here, and told to whoever waits for that. */
  over(idHash: Buffer): void {
    this.recent.forget(keyOf(idHash));
    this.endings.tell(keyOf(idHash));
  }

  private async keep(tx: Tx, session: Session, { caller, tokens }: Content): Promise<Session> {
    tx.afterCommit(() => this.recent.forget(keyOf(session.idHash)));
    const sealed = this.seal.close({ caller, tokens, device: session.device }, session.idHash);
    await tx.query('update sessions set sealed = $2, sid = $3, owner_hash = $4, version = version + 1 where id_hash = $1', [session.idHash, sealed, caller.session, ownerOf(this.seal, caller)]);
    return { ...session, caller, tokens, version: session.version + 1 };
  }

  private async drop(tx: Tx, idHash: Buffer): Promise<null> {
    tx.afterCommit(() => this.over(idHash));
    await tx.query('delete from sessions where id_hash = $1', [idHash]);
    return null;
  }
}
