import type { Db, Tx } from '@knutpunkt/persistence';
import { asBytes, type Arrived, type Unreadable } from './arrived.js';
import { faultOf, isAway } from './fault.js';
import type { Listener } from './handlers.js';
import { applyNew, keepAsDead, keepAsEarly, keepAsFailed, keepAsOld } from './inbox.js';
import type { Log } from './log.js';
import type { RetrySchedule } from './retry-schedule.js';

export interface DeliveryParts {
  readonly db: Db;
  readonly log: Log;
  readonly schedule: RetrySchedule;
  /** Called when a waiting row can be worked off. */
  readonly onWaiting: () => void;
}

/** A database that is away delivers again; what still looks so after this many deliveries is taken for the handler's own fault. */
const patience = 5;

interface Delivery { readonly message: Arrived | Unreadable; readonly bytes: Uint8Array; readonly deliveries: number }

/** Applies a message, or keeps it in the inbox: when it resolves, the message need not come again. Rejects when the database is away. */
export async function deliver(parts: DeliveryParts, listener: Listener, delivery: Delivery): Promise<void> {
  try {
    await (delivery.message.readable ? applyOrKeep(parts, listener, { ...delivery, message: delivery.message }) : keepDead(parts, delivery.message));
  } catch (error) {
    // A message that the inbox cannot hold, such as one with a NUL in it, would come again for ever, and hold up the others.
    if (isAway(error)) throw error;
    await keepDead(parts, asBytes(listener, delivery.bytes, 'not to be held'));
  }
}

async function keepDead({ db, log }: DeliveryParts, message: Unreadable): Promise<void> {
  await db.work(message.consumer, (tx) => keepAsDead(tx, message));
  log.error({ consumer: message.consumer, event: message.id, reason: message.reason }, 'a message cannot be read; it is a dead letter');
}

async function applyOrKeep(parts: DeliveryParts, listener: Listener, { message, deliveries }: Delivery & { readonly message: Arrived }): Promise<void> {
  const { db, log, schedule } = parts;
  const { name } = listener.consumer;
  try {
    await db.work(name, (tx) => apply(parts, listener, { tx, arrived: message }));
  } catch (error) {
    if (isAway(error) && deliveries < patience) throw error;
    const fault = faultOf(error);
    await db.work(name, (tx) => keepAsFailed(tx, message, [fault, schedule[0] ?? 0]));
    log.warn({ consumer: name, event: message.id, type: message.type, fault }, 'an event could not be handled; it waits');
    parts.onWaiting();
  }
}

async function apply(parts: DeliveryParts, { consumer }: Listener, { tx, arrived }: { tx: Tx; arrived: Arrived }): Promise<void> {
  const { place, first, successor } = await applyNew(tx, consumer, arrived);
  if (place === 'old') return void (await keepAsOld(tx, arrived));
  if (place === 'early') return void (await keepAsEarly(tx, arrived));
  if (!first) return;
  await arrived.handle(arrived.event, tx);
  if (successor) tx.afterCommit(parts.onWaiting);
}
