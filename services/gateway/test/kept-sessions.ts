import { Db } from '@knutpunkt/persistence';
import { Seal } from '@knutpunkt/service-kit';
import { SessionStore } from '../src/sessions/session-store.js';
import type { Platform } from './platform.js';

/** The gateway's sessions, as another replica reaches them. Whoever opens the connection closes it. */
export async function keptSessions({ config }: Pick<Platform, 'config'>): Promise<{ db: Db; store: SessionStore }> {
  const db = new Db(config.database);
  await db.connect();
  return { db, store: new SessionStore(db, new Seal(Buffer.from(config.sessionKey, 'base64'))) };
}
