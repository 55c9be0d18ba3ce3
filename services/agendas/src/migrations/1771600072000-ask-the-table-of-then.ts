import { definerFunction, type Migration } from '@knutpunkt/persistence';
import { atTable } from './1771600014000-keep-to-the-table.js';
import { readsItem } from './sight.js';

const stillProposed = "item_contents.proposer_id = me() and exists (select from items i where i.id = item_contents.item_id and i.state = 'proposed')";

/** Who may be given something of an item is of an authority that was at its table, whichever one works at now; and whoever proposes an item reads the own words until it is taken up. */
export const askTheTableOfThen: Migration = {
  name: '1771600072000-ask-the-table-of-then',
  up: (service) => [
    ...definerFunction(service, 'can_own(of_item uuid, person uuid, "function" uuid) returns boolean language sql stable', `
      select (${readsItem('of_item')} or exists (select from actions c join action_audiences o on o.action_id = c.id where c.item_id = of_item and o.audience_id = any(my_audiences()))) and not exists (
        select from (
          select p.authority_id, p.status = 'active' and p.valid_from <= now() and (p.valid_to is null or p.valid_to > now()) as present from (select can_own.person as id) w left join people p on p.id = w.id where w.id is not null
          union all
          select f.authority_id, exists (select from holdings h where h.function_id = f.id and h.valid_from <= now() and (h.valid_to is null or h.valid_to > now())) from (select can_own."function" as id) w left join functions f on f.id = w.id where w.id is not null) given
        where given.authority_id is null or not given.present
           or not exists (select from participants t left join people p on p.id = t.person_id left join functions f on f.id = t.function_id
                where t.agenda_id = (select agenda_id from items where id = of_item) and coalesce(t.authority_id, p.authority_id, f.authority_id) = given.authority_id)
           or not exists (select from item_audiences r where r.item_id = of_item and r.level = 'content' and (r.audience_id = r.agenda_id or r.audience_id = given.authority_id)))`, ['api'])
      .map((one) => one.replace(/^create function/, 'create or replace function')),
    ...['select', 'update'].flatMap((command) => [
      `drop policy api_at_table_${command} on item_contents`,
      `create policy api_at_table_${command} on item_contents as restrictive for ${command} to ${service}_api using (${atTable('item_contents.item_id')} or (${stillProposed}))`,
    ]),
  ],
};
