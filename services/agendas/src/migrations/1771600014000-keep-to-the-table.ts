import type { Migration } from '@knutpunkt/persistence';

const authority = 'coalesce(t.authority_id, (select p.authority_id from people p where p.id = t.person_id), (select f.authority_id from functions f where f.id = t.function_id))';
/** An item for all is for all who take part: the actor, or others of the authority that the actor works at now. */
export const atTable = (itemId: string): string => `not exists (select from item_audiences r where r.item_id = ${itemId} and r.audience_id = r.agenda_id and r.level = 'content'
  and not exists (select from participants t where t.agenda_id = r.agenda_id and (t.person_id = me() or ${authority} = my_authority())) offset 0)`;
const itsOwn = 'exists (select from action_audiences o where o.action_id = actions.id and o.audience_id = any(my_audiences()))';

/** The policies of a table, each with the commands that it holds for. */
const keeping = (service: string, table: string, policies: Readonly<Record<string, string>>): string[] =>
  Object.entries(policies).map(([command, says]) => `create policy api_at_table_${command} on ${table} as restrictive for ${command} to ${service}_api ${says}`);
const ofItem = (table: string): string => atTable(`${table}.item_id`);

/**
 * Who comes to a group later does not inherit what was said there before: it is read where the own authority was at that table. `authority_id` is the authority that a participant worked
 * at then, once that one has gone to another; null while it is the one of now.
 */
export const keepToTheTable: Migration = {
  name: '1771600014000-keep-to-the-table',
  up: (service) => [
    'alter table participants add authority_id uuid',
    ...keeping(service, 'item_contents', { select: `using (${ofItem('item_contents')})`, update: `using (${ofItem('item_contents')})` }),
    // Whether an action may be moved to another item is asked by the policy beside it.
    ...keeping(service, 'actions', { select: `using (${itsOwn} or ${ofItem('actions')})`, update: `using (${itsOwn} or ${ofItem('actions')}) with check (true)`, insert: `with check (${ofItem('actions')})` }),
    ...['item_notes', 'notes_versions', 'outcomes', 'writings'].flatMap((table) => keeping(service, table, { all: `using (${ofItem(table)}) with check (${ofItem(table)})` })),
  ],
};
