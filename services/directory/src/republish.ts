import type { Outbox } from '@knutpunkt/messaging';
import type { Db } from '@knutpunkt/persistence';
import type { DirectoryKind } from './import/stable-id.js';
import { dataOf, states, type StateRow } from './states.js';

/** Tells the present state of everything once more, with the versions and places it has: a service that is new, or lost its copy, starts from that. Gives how many events. */
export function republish(db: Db, outbox: Outbox, now: Date): Promise<number> {
  return db.work('republish', async (tx) => {
    let count = 0;
    for (const kind of Object.keys(states) as DirectoryKind[]) {
      for (const row of await tx.query<StateRow>(`${states[kind].select} order by x.at`)) {
        await outbox.republish(tx, states[kind].event, { aggregateId: row.id, aggregateVersion: row.version, actor: { kind: 'worker', id: 'republish' }, data: dataOf(row), now });
        count += 1;
      }
    }
    return count;
  });
}
