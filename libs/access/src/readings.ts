import type { Reading } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import { namesOf, present } from './names.js';

/** More than this nobody reads; the answer says that there is more. */
const most = 500;

interface Row { readonly at: Date; readonly actor_id: string; readonly action: string }

/** SQL: true where the actor leads the group of a thing of individual level, by a seat that holds now and that the session reaches. `thing` gives its group_id and group_level. */
export const leadsIndividual = (thing: string): string => `exists (select from (${thing}) thing join memberships k on k.group_id = thing.group_id
  where thing.group_level = 'INDIVIDUAL' and k.person_id = me() and k.group_id = any(my_audiences()) and k.role in ('chair', 'secretary') and k.valid_from <= now() and (k.valid_to is null or k.valid_to > now()))`;

/** Who was shown it and when, from the service's own log, by its function `readings_of`; `whats` says what each action of the log is. */
export async function readingsOf(tx: Tx, id: string, whats: Readonly<Record<string, Reading['what']>>): Promise<{ items: Reading[]; more: boolean }> {
  const rows = await tx.query<Row & Record<string, unknown>>('select * from readings_of($1, $2)', [id, most + 1]);
  const names = await namesOf(tx, { people: present(rows.map(({ actor_id }) => actor_id)) });
  return { items: rows.slice(0, most).map(({ at, actor_id, action }) => ({ at: at.toISOString(), by: names.person(actor_id), what: whats[action]! })), more: rows.length > most };
}
