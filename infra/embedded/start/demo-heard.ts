import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { ServiceName } from '@knutpunkt/contracts';
import { databaseOf } from './database.js';
import type { Installation } from './settings.js';

const TRY_AGAIN_MS = 250;
/** On a busy machine the directory's events take their time. */
const PATIENCE_MS = 60_000;
const writing: readonly ServiceName[] = ['meetings', 'agendas'];

async function seatsIn({ adminUrl, keys }: Installation, service: ServiceName): Promise<string[]> {
  const client = new Client({ connectionString: databaseOf(adminUrl, keys, service).workerUrl });
  await client.connect();
  try {
    return (await client.query<{ id: string }>('select id from memberships')).rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}

/**
 * Waits until meetings and agendas have heard who sits in which group, a minute at most: a meeting that is entered when it is held has the members
 * that are known then, and nobody who is heard of later.
 */
export async function demoDirectoryHeard(installation: Installation): Promise<void> {
  const seats = await seatsIn(installation, 'directory');
  const until = Date.now() + PATIENCE_MS;
  for (const service of writing) {
    for (let missing = seats.length; missing > 0 && Date.now() < until; await delay(TRY_AGAIN_MS)) {
      const heard = new Set(await seatsIn(installation, service));
      missing = seats.filter((id) => !heard.has(id)).length;
    }
  }
}
