import type { Caller } from '@knutpunkt/persistence';
import type { Seal } from '@knutpunkt/service-kit';
import type { Device } from './device.js';
import { idle, type Session, type Tokens } from './session.js';

/** A session as its row keeps it. */
export interface Row { readonly id_hash: Buffer; readonly id: string; readonly sealed: Buffer; readonly created_at: Date; readonly last_seen_at: Date; readonly ends_at: Date; readonly version: number }

/** What is sealed of it. */
export interface Content { readonly caller: Caller; readonly tokens: Tokens; readonly device?: Device | undefined }

export const columns = 'id_hash, id, sealed, created_at, last_seen_at, ends_at, version';

/** The condition that a row lives, after its first parameter: `$2` and `$3` are what `livingAt` gives. */
export const lives = 'ends_at > $2 and last_seen_at > $3';
export const livingAt = (now: Date): readonly [Date, Date] => [now, new Date(now.getTime() - idle)];

/** Null for a session that was sealed with a key that is no longer used: it is over. */
export function opened(seal: Seal, { id_hash, id, sealed, created_at, last_seen_at, ends_at, version }: Row): Session | null {
  const content = seal.open<Content>(sealed, id_hash);
  return content && { idHash: id_hash, id, since: created_at, lastSeen: last_seen_at, endsAt: ends_at, version, ...content };
}

/** Whose a session is: who is vouched for by whom, whatever the login. */
export const ownerOf = (seal: Seal, { identityProvider, homeId }: Caller): Buffer => seal.mark(JSON.stringify([identityProvider, homeId]));
