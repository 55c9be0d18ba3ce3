import fs from 'node:fs';

type Write = (fd: number, data: unknown, ...rest: unknown[]) => unknown;

/** What this process writes to its standard output and error from now on, whoever writes it: the logs of the services, which go past Jest to the file descriptor. */
export class WrittenLines {
  private readonly lines: string[] = [];
  private readonly write = fs.write as unknown as Write;
  private readonly writeSync = fs.writeSync as unknown as Write;

  constructor() {
    const kept = (write: Write): Write => (fd, data, ...rest) => {
      if (fd !== 1 && fd !== 2) return write.call(fs, fd, data, ...rest);
      this.lines.push(String(data));
      // Kept for the test to look at, and not repeated: the callback, which is last, hears that all was written.
      const done = rest.at(-1);
      const written = Buffer.byteLength(String(data));
      return typeof done === 'function' ? setImmediate(() => (done as (error: null, written: number) => void)(null, written)) : written;
    };
    Object.assign(fs, { write: kept(this.write), writeSync: kept(this.writeSync) });
  }

  get text(): string {
    return this.lines.join('');
  }

  restore(): void {
    Object.assign(fs, { write: this.write, writeSync: this.writeSync });
  }
}
