import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Record = { asOf: string; loaded: string[] };

const SIX_DAYS = 6 * 86_400_000;

/**
 * What of the demo has been loaded, so that a start loads the rest only. The demo is laid around the instant `asOf`; after six days it is laid
 * anew around today, so that nobody's week is empty.
 */
export class DemoRecord {
  private readonly file: string;
  private readonly loaded: Set<string>;

  /** The instant that the demo is laid around. */
  readonly asOf: Date;

  /** Whether nothing has been loaded before. */
  readonly isNew: boolean;

  constructor(dir: string, now: Date) {
    this.file = join(dir, 'demo.json');
    const kept: Record = existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as Record) : { asOf: now.toISOString(), loaded: [] };
    this.asOf = now.getTime() - Date.parse(kept.asOf) > SIX_DAYS ? now : new Date(kept.asOf);
    this.loaded = new Set(kept.loaded);
    this.isNew = this.loaded.size === 0;
  }

  has(key: string): boolean {
    return this.loaded.has(key);
  }

  add(key: string): void {
    this.loaded.add(key);
  }

  /** Writes down what has been loaded so far. */
  keep(): void {
    writeFileSync(this.file, JSON.stringify({ asOf: this.asOf.toISOString(), loaded: [...this.loaded] } satisfies Record), { mode: 0o600 });
  }
}
