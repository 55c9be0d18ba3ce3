import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One PostgreSQL for all suites of a run, without fsync; each suite makes databases of its own on it. */
export async function sharedCluster() {
  const { removeCluster, startPostgres } = await import('../dist/postgres.js');
  const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-cluster-'));
  const postgres = await startPostgres({ dir: join(dir, 'pg'), durable: false });
  return {
    url: postgres.adminUrl,
    stop: async () => {
      await postgres.stop();
      removeCluster(join(dir, 'pg'));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
