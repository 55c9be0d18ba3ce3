import type { NatsConnection } from '@nats-io/transport-node';
import { consumers, type EventType, type ServiceName } from '@knutpunkt/contracts';
import type { Db, Tx } from '@knutpunkt/persistence';
import { Messaging, type EventHandler, type FoundHandler, type Log } from '../src/index.js';

/** Keeps what was logged. */
export function aLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (facts: object, message: string): void => void lines.push(`${message} ${JSON.stringify(facts)}`);
  return { lines, info: keep, warn: keep, error: keep };
}

export const noteEffect = (tx: Tx, [what, about, version]: [string, string, number]): Promise<unknown> =>
  tx.query('insert into effects (what, about, version) values ($1, $2, $3)', [what, about, version]);

/** Handlers of everything that a service listens to: each notes its effect, after what `handle` does first. */
export function notingHandlers(service: ServiceName, handle: EventHandler = async () => undefined): FoundHandler[] {
  return consumers.filter((c) => c.service === service).flatMap((c) => c.events.map((type: EventType) => ({
    consumer: c.name, type, place: 'test',
    handle: async (event, tx) => {
      await handle(event, tx);
      await noteEffect(tx, [c.name, event.subject, event.aggregateversion]);
    },
  })));
}

/** Messaging of the notifications service, with retries quick enough for a test. */
export const notifications = (db: Db, nats: NatsConnection, handle?: EventHandler, log: Log = aLog()): Messaging =>
  new Messaging({ service: 'notifications', db, nats, log, schedule: [50, 100, 200] }, { events: notingHandlers('notifications', handle), dues: [] });

/** The versions whose effects are there, in the order in which they came. */
export const effectsOn = (db: Db, about: string): Promise<number[]> =>
  db.work('test', async (tx) => (await tx.query<{ version: number }>('select version from effects where about = $1 order by seq', [about])).map((r) => r.version));
