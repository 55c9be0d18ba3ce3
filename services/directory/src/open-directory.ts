import { Outbox, connectNats } from '@knutpunkt/messaging';
import { Db } from '@knutpunkt/persistence';
import type { ServiceConfig } from '@knutpunkt/service-kit';
import { importDirectory, type Imported } from './import/import-directory.js';
import { republish } from './republish.js';

/** What an operator does with the directory beside the running service. */
export interface OpenDirectory {
  /** Loads a folder's organisations, people and groups; safe to repeat. */
  import(folder: string): Promise<Imported>;
  /** Tells everything anew; gives how many events. */
  republish(): Promise<number>;
  close(): Promise<void>;
}

/** Opens the directory's database and its NATS user with the service's own configuration; its migrations have been run before. */
export async function openDirectory(config: Pick<ServiceConfig, 'database' | 'nats'>): Promise<OpenDirectory> {
  const db = new Db(config.database);
  await db.connect();
  const nats = await connectNats({ ...config.nats, name: 'directory' });
  const outbox = new Outbox('directory', nats);
  return {
    import: (folder) => importDirectory(db, outbox, folder),
    republish: () => republish(db, outbox, new Date()),
    close: async () => { await nats.drain(); await db.close(); },
  };
}
