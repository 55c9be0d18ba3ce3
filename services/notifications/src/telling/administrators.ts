import type { Tx } from '@knutpunkt/persistence';

/** Those who administer one of these organisations now, by our copy of the directory. */
export const administratorsOf = (tx: Tx, organisations: readonly string[]): Promise<{ id: string }[]> =>
  tx.query<{ id: string }>("select id from people where organisation_id = any($1) and 'administrator' = any(roles) and status = 'active'", [organisations]);
