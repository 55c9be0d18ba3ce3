import * as z from 'zod';
import type { ServiceName } from './operation.js';

export interface EventType<D extends z.ZodObject = z.ZodObject> {
  readonly service: ServiceName;
  readonly aggregate: string;
  readonly fact: string;
  readonly version: number;
  readonly data: D;
  /** CloudEvents `type`, reverse DNS. */
  readonly type: string;
  /** NATS subject. */
  readonly subject: string;
}

export type EventData<E> = E extends EventType<infer D> ? z.infer<D> : never;

/** Who did it, as a fact and never as an authority. `worker` acts on timers and events. */
export const ActorFact = z.object({ kind: z.enum(['person', 'client', 'link', 'mail', 'worker']), id: z.string(), organisation: z.string().optional() });
export type ActorFact = z.infer<typeof ActorFact>;

/** CloudEvents 1.0 in structured JSON; the outbox row is this message. Extension attributes are lower-case by the standard. */
export const Envelope = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string(),
  type: z.string(),
  /** The aggregate's id. */
  subject: z.uuid(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  aggregateversion: z.number().int().positive(),
  actorkind: z.string(),
  actorid: z.string(),
  actororganisation: z.string().optional(),
  traceparent: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});
export type Envelope = z.infer<typeof Envelope>;

/** A delivered event: its envelope with the data of its type. */
export type EventOf<E> = Omit<Envelope, 'data'> & { data: EventData<E> };

/** Every declared event type, in the order of declaration. */
export const eventTypes: EventType[] = [];

/** Declares a version of an event. A declared version changes by what may be absent alone (docs/adr/0042): consumers must understand yesterday's. */
export function event<D extends z.ZodObject>(service: ServiceName, aggregate: string, fact: string, version: number, data: D): EventType<D> {
  const name = `${service}.${aggregate}.${fact}.v${version}`;
  const declared = { service, aggregate, fact, version, data, type: `se.knutpunkt.${name}`, subject: `evt.${name}` };
  eventTypes.push(declared as unknown as EventType);
  return declared;
}

/** The JetStream stream that holds a service's events. */
export const streamOf = (service: ServiceName): string => service.toUpperCase();
