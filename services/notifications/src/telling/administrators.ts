import type { Tx } from '@knutpunkt/persistence';

/** Those who administer one of these organisations now, by our copy of the directory. */
export const administratorsOf = (tx: Tx, organisations: readonly string[]): Promise<{ id: string }[]> =>
  tx.query<{ id: string }>("select id from people where organisation_id = any($1) and 'administrator' = any(roles) and status = 'active'", [organisations]);

/** Those of these people who have a role now, by our copy of the directory. */
export const withRole = async (tx: Tx, people: readonly string[], role: 'administrator' | 'hub-administrator'): Promise<string[]> =>
  (await tx.query<{ id: string }>("select id from people where id = any($1) and status = 'active' and $2 = any(roles) order by id", [people, role])).map(({ id }) => id);

/** Those who administer the organisation of a seat's holder or of its group, and are shown the seat: also where nobody has to agree to it, as where somebody sits in for another. */
export const administratorsOfSeat = (tx: Tx, { groupId, personId }: { readonly groupId: string; readonly personId: string }): Promise<{ id: string }[]> =>
  tx.query<{ id: string }>(
    `select id from people where 'administrator' = any(roles) and status = 'active' and organisation_id in
       (select organisation_id from people where id = $2 union select w.organisation_id from groups g join authorities w on w.id = g.owner_authority_id where g.id = $1)`, [groupId, personId]);
