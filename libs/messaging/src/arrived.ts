import { createHash } from 'node:crypto';
import { Envelope, type EventOf, type EventType } from '@knutpunkt/contracts';
import type { EventHandler, Listener } from './handlers.js';

/** A message that can be handed to its handler. */
export interface Arrived {
  readonly readable: true;
  readonly consumer: string;
  readonly id: string;
  readonly aggregateId: string;
  readonly version: number;
  readonly type: string;
  readonly envelope: Envelope;
  readonly event: EventOf<EventType>;
  readonly handle: EventHandler;
}

/** A message that no retry makes readable; kept as it came, until somebody decides. */
export interface Unreadable {
  readonly readable: false;
  readonly consumer: string;
  readonly id: string;
  readonly aggregateId: string;
  readonly version: number;
  readonly type: string;
  readonly envelope: unknown;
  readonly reason: 'not an event' | 'unknown type' | 'data not of its type' | 'not to be held';
}

/** Reads a message by the contract. The subject decides the type, since only its owner may publish there; what the envelope says must agree. Properties unknown here are left out. */
export function arrivedFrom(listener: Listener, subject: string, bytes: Uint8Array): Arrived | Unreadable {
  const content = json(bytes);
  const envelope = Envelope.safeParse(content);
  if (!envelope.success) return asBytes(listener, bytes, 'not an event');
  return arrivedAs(listener, envelope.data, (type) => type.subject === subject);
}

/** Reads an envelope that was kept. */
export function arrivedAgain(listener: Listener, kept: unknown): Arrived | Unreadable {
  const envelope = Envelope.safeParse(kept);
  return envelope.success ? arrivedAs(listener, envelope.data, () => true) : asBytes(listener, Buffer.from(JSON.stringify(kept)), 'not an event');
}

function arrivedAs({ consumer, handlers }: Listener, envelope: Envelope, bySubject: (type: EventType) => boolean): Arrived | Unreadable {
  const label = { consumer: consumer.name, id: envelope.id, aggregateId: envelope.subject, version: envelope.aggregateversion, type: envelope.type, envelope };
  const found = [...handlers].find(([type]) => type.type === envelope.type && bySubject(type));
  if (!found) return { ...label, readable: false, reason: 'unknown type' };
  const data = found[0].data.safeParse(envelope.data);
  if (!data.success) return { ...label, readable: false, reason: 'data not of its type' };
  return { ...label, readable: true, event: { ...envelope, data: data.data } as EventOf<EventType>, handle: found[1] };
}

/** A message without labels: its bytes are its identity. They are kept as base64: not every byte can stand in jsonb. */
export const asBytes = ({ consumer }: Listener, bytes: Uint8Array, reason: Unreadable['reason']): Unreadable => ({
  readable: false, consumer: consumer.name, id: createHash('sha256').update(bytes).digest('base64url'), aggregateId: '', version: 0, type: '',
  envelope: Buffer.from(bytes).toString('base64'), reason,
});

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
