import { Inject, Module, type BeforeApplicationShutdown, type DynamicModule, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, MetadataScanner } from '@nestjs/core';
import { discover } from './discover.js';
import { Messaging, type MessagingParts } from './messaging.js';
import { Outbox } from './outbox.js';
import type { MessagingStats } from './stats.js';

const partsToken = Symbol('messaging parts');

/** Finds the handlers when the application starts, and lets messaging live as long as it. */
export class MessagingLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private messaging: Messaging | undefined;

  constructor(@Inject(partsToken) private readonly parts: MessagingParts, @Inject(DiscoveryService) private readonly discovery: DiscoveryService, @Inject(MetadataScanner) private readonly scanner: MetadataScanner) {}

  onApplicationBootstrap(): void {
    this.messaging = new Messaging(this.parts, discover(this.discovery, this.scanner));
    this.messaging.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.messaging?.stopReceiving();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.messaging?.stopSending();
  }

  /** Figures for metrics and health; throws before the application has started. */
  stats(): Promise<MessagingStats> {
    if (!this.messaging) throw new Error('messaging has not started');
    return this.messaging.stats();
  }
}

/** Gives every provider an `Outbox`, and calls the methods marked `@OnEvent` and `@OnDue`. The caller opens and closes the connection and the database. */
@Module({})
export class MessagingModule {
  static forRoot(parts: MessagingParts): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [{ provide: partsToken, useValue: parts }, { provide: Outbox, useValue: new Outbox(parts.service, parts.nats) }, MessagingLifecycle],
      exports: [Outbox, MessagingLifecycle],
    };
  }
}
