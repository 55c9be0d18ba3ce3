import { createUser } from '@nats-io/nkeys';
import { natsUsers, type NatsUser } from './permissions.js';

/** A user's key pair: the seed is the user's secret, the public key is the server's. */
export interface Nkey {
  readonly seed: string;
  readonly publicKey: string;
}

/** A new key pair for every NATS user. */
export const newNkeys = (): Record<NatsUser, Nkey> => Object.fromEntries(natsUsers.map((user) => [user, newNkey()])) as Record<NatsUser, Nkey>;

function newNkey(): Nkey {
  const pair = createUser();
  return { seed: new TextDecoder().decode(pair.getSeed()), publicKey: pair.getPublicKey() };
}
