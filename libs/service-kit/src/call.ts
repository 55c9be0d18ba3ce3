import { createHash } from 'node:crypto';
import { IdempotencyKeyReused, Problem, Stale, type Operation, type RawInput, type Input, type Output } from '@knutpunkt/contracts';
import type { Caller, Tx } from '@knutpunkt/persistence';

/** A request as it crosses NATS; the caller's token is in the header beside it. */
export interface Request<Op> {
  readonly input: RawInput<Op>;
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
  /** Milliseconds since the epoch after which nobody waits for the answer. */
  readonly deadline: number;
  readonly requestId: string;
}

/** What comes back: the answer, or the refusal as it left. */
export type Answer<Op = Operation> = { readonly status: number; readonly body: Output<Op>; readonly etag?: string } | { readonly problem: import('@knutpunkt/contracts').ProblemBody };

export const tokenHeader = 'Knutpunkt-Authorization';

/** A verified, parsed request on its way into a handler. */
export interface Call<Op> {
  readonly input: Input<Op>;
  readonly caller: Caller;
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
  readonly requestHash: string;
  readonly now: Date;
  readonly requestId: string;
}

export const hashOf = (name: string, input: unknown): string => createHash('sha256').update(JSON.stringify([name, input])).digest('base64url');

type Once = Pick<Call<Operation>, 'idempotencyKey' | 'requestHash'>;

/**
 * Takes the caller's Idempotency-Key for a change of `objectId`. Gives null when the change is to be made, or the id of the object that the same request changed before:
 * it is read again, never answered from a store. Throws IdempotencyKeyReused where the key came with another request. A twin that is under way is waited for.
 */
export async function once(tx: Tx, call: Once, objectId: string): Promise<string | null> {
  if (!call.idempotencyKey) return null;
  const taken = await tx.query('insert into idempotency_keys (person_id, key, request_hash, object_id) values (me(), $1, $2, $3) on conflict do nothing returning key',
    [call.idempotencyKey, call.requestHash, objectId]);
  if (taken.length) return null;
  const [earlier] = await tx.query<{ request_hash: string; object_id: string }>('select request_hash, object_id from idempotency_keys where person_id = me() and key = $1', [call.idempotencyKey]);
  if (earlier?.request_hash !== call.requestHash) throw new Problem(IdempotencyKeyReused);
  return earlier.object_id;
}

/** Throws Stale (412) unless the caller saw this version. */
export function requireVersion(call: Pick<Call<Operation>, 'ifMatch'>, version: string): void {
  if (call.ifMatch !== undefined && call.ifMatch !== version) throw new Problem(Stale);
}
