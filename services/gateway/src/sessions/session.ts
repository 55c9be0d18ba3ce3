import type { Caller } from '@knutpunkt/persistence';
import type { Device } from './device.js';

export interface Tokens {
  readonly access: string;
  /** When the access token ends, in milliseconds since the epoch. */
  readonly accessEnds: number;
  readonly refresh?: string;
  /** The last ID token, for logging out. */
  readonly id: string;
}

/** Somebody who is logged in. */
export interface Session {
  readonly idHash: Buffer;
  /** What it is called to its owner; the browser's secret cannot be told from it. */
  readonly id: string;
  readonly caller: Caller;
  readonly tokens: Tokens;
  /** Absent for a session that was begun before this was noted. */
  readonly device?: Device | undefined;
  readonly since: Date;
  /** To the minute. */
  readonly lastSeen: Date;
  readonly endsAt: Date;
  readonly version: number;
}

const minute = 60_000;

/** Nothing heard for so long ends a session. */
export const idle = 30 * minute;
/** No session lasts longer, whatever is done in it. */
export const longest = 600 * minute;
/** Last seen is written at most this often. */
export const seenEvery = minute;

/** An access token is renewed in good time, beside the request, and waited for only when it is about to end. */
export const renewal = (tokens: Tokens, now: number): 'not-needed' | 'beside' | 'first' => {
  const left = tokens.accessEnds - now;
  return left > minute ? 'not-needed' : left > 10_000 ? 'beside' : 'first';
};
