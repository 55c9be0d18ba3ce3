import type { ConsumerDeserializer, IncomingRequest } from '@nestjs/microservices';
import * as z from 'zod';
import { Malformed, Problem } from '@knutpunkt/contracts';

/** What may stand in an Idempotency-Key: 1 to 128 visible characters of ASCII. */
export const idempotencyKey = /^[\x21-\x7e]{1,128}$/;
/** What a version looks like that was read, without the quotation marks of an ETag. */
export const seenVersion = /^[A-Za-z0-9_.:+=-]{1,100}$/;

const Asked = z.object({ input: z.unknown(), ifMatch: z.string().regex(seenVersion).optional(), idempotencyKey: z.string().regex(idempotencyKey).optional(), deadline: z.number(), requestId: z.string().max(100) });
export type Asked = z.infer<typeof Asked>;

/** A request as it crossed NATS, with an input that is still to be read. Throws Malformed for what no gateway sends. */
export function askedIn(data: unknown): Asked {
  const asked = Asked.safeParse(data);
  if (!asked.success) throw new Problem(Malformed);
  return asked.data;
}

const unreadable = { id: 'unreadable', data: undefined };

function packetIn(message: { json(): unknown }): { id: string; data: unknown } {
  try {
    const { id, data } = message.json() as { id?: unknown; data?: unknown };
    return typeof id === 'string' ? { id, data } : unreadable;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return unreadable;
    throw error;
  }
}

/** Reads Nest's packets. One that is broken becomes a request without data, so that whoever sent it is answered instead of left waiting. */
export const packets: ConsumerDeserializer = {
  deserialize: (message: { json(): unknown }, options?: Record<string, unknown>): IncomingRequest => ({ pattern: options?.['channel'], ...packetIn(message) }),
};
