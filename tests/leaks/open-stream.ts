import { randomUUID } from 'node:crypto';
import { Seal } from '@knutpunkt/service-kit';
import { SessionStore } from '../../services/gateway/src/sessions/session-store.js';
import { bearer, type LeakHub } from './leak-hub.js';

/** A browser's live stream, as it is on the wire. */
export interface OpenStream {
  readonly status: number;
  text(): string;
  /** The hub has ended it. */
  ended(): boolean;
  close(): void;
}

/** The cookie of a session that somebody's browser has begun. */
async function loggedIn(leaks: LeakHub, username: string): Promise<string> {
  const who = bearer(username);
  const session = randomUUID();
  const caller = { kind: 'person', identityProvider: who.organisationAlias, homeId: who.homeId, organisation: who.organisationAlias, assuranceLevel: 3, client: 'knutpunkt-web', session } as const;
  const access = await leaks.hub.issuer.token(who, { sid: session });
  const store = new SessionStore(await leaks.hub.db('gateway'), new Seal(Buffer.from(leaks.sessionKey, 'base64')));
  return store.begin({ caller, tokens: { access, accessEnds: Date.now() + 300_000, id: access } }, new Date());
}

/** Opens somebody's live stream, as a browser does, and reads it as long as it is open. */
export async function openStream(leaks: LeakHub, username: string): Promise<OpenStream> {
  const cookie = `__Host-knutpunkt=${await loggedIn(leaks, username)}`;
  const [abort, decoder] = [new AbortController(), new TextDecoder()];
  const response = await fetch(`${leaks.url}/api/stream`, { signal: abort.signal, headers: { cookie, 'sec-fetch-site': 'same-origin', accept: 'text/event-stream' } });
  let [heard, over] = ['', false];
  const read = async (): Promise<void> => { for await (const part of response.body!) heard += decoder.decode(part as Uint8Array, { stream: true }); };
  void read().then(() => { over = true; }, () => { over = !abort.signal.aborted; });
  return { status: response.status, text: () => heard, ended: () => over, close: () => abort.abort() };
}
