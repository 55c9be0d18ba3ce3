import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 2 ** 30;

function hasRoomInMemory() {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}

/**
 * A folder for what suites write that need not outlive them: in memory where there is room, so that nobody waits twenty seconds for a
 * disk that is busy with somebody else's files. What must survive a crash is tried on a disk, by the suites that kill.
 */
export function scratch() {
  const dir = mkdtempSync(join(hasRoomInMemory() ? MEMORY : tmpdir(), 'knutpunkt-tests-'));
  // PostgreSQL, which root runs as another account, passes through to a folder of its own.
  chmodSync(dir, 0o711);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
