import type { ActorTx, Caller, Db } from '@knutpunkt/persistence';

/** A transaction for a caller whose assurance level the policies know too: an administrator's sight of a group depends on it. Without it the level is 0. */
export const enterAtLevel = <T>(db: Db, caller: Caller, work: (tx: ActorTx) => Promise<T>): Promise<T> =>
  db.as(caller, async (tx) => {
    await tx.query("select set_config('knutpunkt.my_level', $1, true)", [String(tx.actor.assuranceLevel)]);
    return work(tx);
  });
