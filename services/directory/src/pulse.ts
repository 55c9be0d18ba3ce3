import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { newestPlace } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import type { Log } from '@knutpunkt/service-kit';

const second = 1_000;

/** The place of the newest change that is committed; 0 before the first. */
export const newestChange = (db: Db): Promise<number> =>
  db.work('pulse', async (tx) => Number((await tx.query<{ at: string | null }>(`select ${newestPlace} as at`))[0]?.at ?? 0));

/** Tells every second on `pulse.directory` where the directory stands, so that other services know how far behind they are. Silence says that it cannot be told. */
@Injectable()
export class Pulse implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> | undefined;

  constructor(private readonly db: Db, @Inject('NATS') private readonly nats: NatsConnection, @Inject('LOG') private readonly log: Log) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => { this.beating ??= this.beat(); }, second);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
  }

  private async beat(): Promise<void> {
    try {
      this.nats.publish('pulse.directory', JSON.stringify({ at: await newestChange(this.db) }));
    } catch (error) {
      this.log.warn({ error }, 'the pulse is skipped');
    } finally {
      this.beating = undefined;
    }
  }
}
