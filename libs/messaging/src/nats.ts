import { connect, errors, nkeyAuthenticator, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';

export interface NatsAccess {
  /** One or several addresses, comma-separated. */
  readonly servers: string;
  /** The nkey seed (`SU…`) of this user. */
  readonly seed: string;
  /** The NATS user: a service's name, or `ops`. */
  readonly name: string;
}

const attempts = 5;
const oldest: readonly [number, number] = [2, 12];

/** The options of every connection, Nest's transport included: never gives up, comes back within 0.25–2 s, uses its own inbox only. */
export const natsOptions = ({ servers, seed, name }: NatsAccess) => ({
  servers: servers.split(','),
  name,
  authenticator: nkeyAuthenticator(new TextEncoder().encode(seed)),
  inboxPrefix: inboxOf(name),
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
  reconnectJitter: 1_750,
  reconnectJitterTLS: 1_750,
  ignoreAuthErrorAbort: true,
  // A handshake that got lost is known for it then, and made again.
  timeout: 5_000,
  // A line that is gone without a word is known for it after nine seconds.
  pingInterval: 3_000,
  maxPingOut: 2,
  noAsyncTraces: true,
}) satisfies NodeConnectionOptions;

/** Where the answers to a user's requests arrive; no other user may listen there. */
export const inboxOf = (name: string): string => `_INBOX.${name}`;

/** A handshake that a busy machine did not answer in time may be answered when it is made again; a refused key, or nobody there, is not. */
const wasLost = (error: unknown): boolean => error instanceof errors.TimeoutError || (error instanceof Error && /authentication timeout/i.test(error.message));

async function opened(access: NatsAccess, left = attempts): Promise<NatsConnection> {
  try {
    return await connect(natsOptions(access));
  } catch (error) {
    if (left === 1 || !wasLost(error)) throw error;
    return opened(access, left - 1);
  }
}

/** Connects as one user. Throws when no server answers, the key is refused, or the server is older than what the features used need. */
export async function connectNats(access: NatsAccess): Promise<NatsConnection> {
  const nats = await opened(access);
  const version = nats.info?.version ?? '0.0.0';
  if (isRecent(version)) return nats;
  await nats.close();
  throw new Error(`nats-server ${version} is too old: ${oldest.join('.')} or newer is needed (filter subjects, sync_interval: always)`);
}

/** True for a server version that has every feature used here. */
export function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
