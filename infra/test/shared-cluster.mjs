import { join } from 'node:path';

/** One PostgreSQL in `dir` for all suites of a run, without fsync; each suite makes databases of its own on it. */
export async function sharedCluster(dir) {
  const { removeCluster, startPostgres } = await import('../dist/postgres.js');
  const place = join(dir, 'pg');
  const postgres = await startPostgres({ dir: place, durable: false });
  return {
    url: postgres.adminUrl,
    stop: async () => {
      await postgres.stop();
      removeCluster(place);
    },
  };
}
