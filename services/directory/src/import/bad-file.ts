/** One thing that is wrong in a file: which file, which line (from 1) and why. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** A directory file that is refused as a whole; its message names every fault by file, line and reason. */
export class BadDirectoryFile extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(({ file, line, reason }) => `${file}:${line}: ${reason}`).join('\n'));
    this.name = 'BadDirectoryFile';
    this.faults = faults;
  }
}
