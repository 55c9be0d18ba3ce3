import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** A service's own Prometheus registry; several services share a process without mixing their figures. */
export class Metrics {
  readonly registry = new Registry();
  readonly operations: Histogram<'operation' | 'status'>;

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
    this.operations = new Histogram({ name: 'knutpunkt_operation_seconds', help: 'How long operations took', labelNames: ['operation', 'status'], registers: [this.registry], buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5] });
  }

  /** A figure that is asked for when it is scraped. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({ name: `knutpunkt_${name}`, help, registers: [this.registry], async collect() { this.set(await read()); } });
  }
}
