import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own for a folder, that can be filled. Only root may mount one. */
export class SmallDisk {
  private constructor(private readonly dir: string) {}

  /** Gives none where this account may not mount. */
  static mount(dir: string, megabytes: number): SmallDisk | undefined {
    if (process.getuid?.() !== 0) return undefined;
    mkdirSync(dir, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'tmpfs', dir]);
    return new SmallDisk(dir);
  }

  private get ballast(): string {
    return join(this.dir, 'ballast');
  }

  /** Leaves no room at all. What is written meanwhile takes of the same room: dd stops where there is none left, and says so. */
  fill(): void {
    spawnSync('dd', ['if=/dev/zero', `of=${this.ballast}`, 'bs=64k', 'status=none']);
    const { bavail, bsize } = statfsSync(this.dir);
    if (bavail * bsize > 65_536) throw new Error(`${bavail * bsize} bytes are left on ${this.dir}`);
  }

  free(): void {
    rmSync(this.ballast, { force: true });
  }

  unmount(): void {
    execFileSync('umount', ['-l', this.dir]);
  }
}
