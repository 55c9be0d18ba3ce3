import { consumers, type Consumer, type EventOf, type EventType, type ServiceName } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';

export type EventHandler = (event: EventOf<EventType>, tx: Tx) => Promise<void>;

/** Something that was planned and is now due. `at` is the planned instant. */
export interface Due {
  readonly kind: string;
  readonly subjectId: string;
  readonly at: Date;
}

export type DueHandler = (due: Due, tx: Tx) => Promise<void>;

/** A durable consumer of this service with the handler of each of its event types. */
export interface Listener {
  readonly consumer: Consumer;
  readonly handlers: ReadonlyMap<EventType, EventHandler>;
}

export interface FoundHandler {
  readonly consumer: string;
  readonly type: EventType;
  readonly handle: EventHandler;
  /** `Class.method`, for errors. */
  readonly place: string;
}

/** Joins the handlers found with the contract. Throws, with every fault in one message, unless each declared event of each declared consumer has exactly one handler and no handler is beside the contract. */
export function listenersOf(service: ServiceName, found: readonly FoundHandler[]): Listener[] {
  const own = consumers.filter((c) => c.service === service);
  const stray = found.filter((f) => !own.some((c) => c.name === f.consumer && c.events.includes(f.type)));
  const faults = [
    ...stray.map((f) => `${f.place} takes ${f.type.type} as '${f.consumer}', which the contract does not say`),
    ...own.flatMap((c) => c.events.flatMap((type) => countFault(c, type, found))),
  ];
  if (faults.length > 0) throw new Error(`the event handlers of ${service} do not match the contract:\n  ${faults.join('\n  ')}`);
  return own.map((consumer) => ({ consumer, handlers: new Map(found.filter((f) => f.consumer === consumer.name).map((f) => [f.type, f.handle])) }));
}

function countFault(consumer: Consumer, type: EventType, found: readonly FoundHandler[]): string[] {
  const matching = found.filter((f) => f.consumer === consumer.name && f.type === type);
  if (matching.length === 1) return [];
  return [matching.length === 0 ? `'${consumer.name}' has no handler of ${type.type}` : `'${consumer.name}' has several handlers of ${type.type}: ${matching.map((f) => f.place).join(', ')}`];
}

/** The handler of each kind of timer. Throws when a kind has two. */
export function dueHandlersOf(found: readonly { kind: string; handle: DueHandler; place: string }[]): ReadonlyMap<string, DueHandler> {
  const handlers = new Map<string, DueHandler>();
  for (const { kind, handle, place } of found) {
    if (handlers.has(kind)) throw new Error(`timers of kind '${kind}' have two handlers; the second is ${place}`);
    handlers.set(kind, handle);
  }
  return handlers;
}
