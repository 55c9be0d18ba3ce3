import type { Liveness, Verifier } from '@knutpunkt/identity';
import type { Freshness } from '@knutpunkt/access';
import type { Log } from './log.js';
import type { Metrics } from './metrics.js';

/** What a service's handlers may reach for: never the network, never another service. */
export class Kit {
  constructor(readonly service: string, readonly verifier: Verifier, readonly logins: Liveness, readonly freshness: Freshness, readonly log: Log, private readonly metrics: Metrics) {}

  /** A figure of the service's own, asked for when it is scraped; named `knutpunkt_<name>`. */
  gauge(name: string, help: string, read: () => Promise<number>): void {
    this.metrics.gauge(name, help, read);
  }

  observed(operation: string, status: number, durationMs: number): void {
    this.metrics.operations.observe({ operation, status }, durationMs / 1000);
  }
}
