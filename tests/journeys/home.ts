import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder for the product's data, which is removed when this process ends: by then the product has been stopped. */
export function newHome(): string {
  const folder = mkdtempSync(join(tmpdir(), 'knutpunkt-journeys-'));
  // The database server's account must be able to pass through.
  chmodSync(folder, 0o711);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'home');
}
