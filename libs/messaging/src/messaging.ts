import type { NatsConnection } from '@nats-io/transport-node';
import type { ServiceName } from '@knutpunkt/contracts';
import type { Db } from '@knutpunkt/persistence';
import { EventSubscription } from './event-subscription.js';
import { dueHandlersOf, listenersOf, type DueHandler, type FoundHandler } from './handlers.js';
import { housekeeping } from './housekeeping.js';
import type { Log } from './log.js';
import type { Loop } from './loop.js';
import { publishers } from './provision.js';
import { OutboxRelay } from './relay.js';
import { retrySchedule, type RetrySchedule } from './retry-schedule.js';
import { messagingStats, type MessagingStats } from './stats.js';
import { Timers } from './timers.js';
import { WaitingEvents } from './waiting.js';

export interface MessagingParts {
  readonly service: ServiceName;
  readonly nats: NatsConnection;
  readonly db: Db;
  readonly log: Log;
  /** Other than the usual one in tests. */
  readonly schedule?: RetrySchedule;
}

export interface FoundHandlers {
  readonly events: readonly FoundHandler[];
  readonly dues: readonly { kind: string; handle: DueHandler; place: string }[];
}

/** All that a service sends, receives and does at its time. */
export class Messaging {
  private readonly relay: OutboxRelay | undefined;
  private readonly waiting: WaitingEvents;
  private readonly subscriptions: readonly EventSubscription[];
  private readonly timers: Timers;
  private readonly tidying: Loop;

  /** Throws when the handlers do not match the contract. */
  constructor(private readonly parts: MessagingParts, found: FoundHandlers) {
    const { service, nats, db, log, schedule = retrySchedule } = parts;
    const listeners = listenersOf(service, found.events);
    this.relay = publishers.includes(service) ? new OutboxRelay(parts) : undefined;
    this.waiting = new WaitingEvents({ db, log, schedule }, listeners);
    this.subscriptions = listeners.map((listener) => new EventSubscription(nats, listener, { db, log, schedule, onWaiting: () => this.waiting.ring() }));
    this.timers = new Timers({ db, log, schedule }, dueHandlersOf(found.dues));
    this.tidying = housekeeping(db, log);
  }

  start(): void {
    this.relay?.start();
    this.waiting.start();
    this.timers.start();
    this.tidying.start();
    this.subscriptions.forEach((subscription) => subscription.start());
  }

  /** Takes on nothing more; resolves when what was begun is committed and acknowledged. */
  async stopReceiving(): Promise<void> {
    await Promise.all([...this.subscriptions, this.waiting, this.timers, this.tidying].map((part) => part.stop()));
  }

  /** Sends what is committed, as far as NATS is there. The last to stop. */
  async stopSending(): Promise<void> {
    await this.relay?.stop();
  }

  stats(): Promise<MessagingStats> {
    return messagingStats(this.parts.db);
  }
}
