import { definerFunction, type Migration } from '@knutpunkt/persistence';
import { byWorker, readsItem, refuse } from './sight.js';

/** The only ways in which an action's audience rows are written, and a future owner is looked at. */
export const createActionSharing: Migration = {
  name: '1768000003000-create-action-sharing',
  up: (service) => [
    ...definerFunction(service, 'share_action(for_action uuid) returns void language plpgsql', `
      declare action actions; begin
        select * into action from actions where id = for_action;
        if not (${byWorker(service)} or ${readsItem('action.item_id')} or exists (select from action_audiences o where o.action_id = for_action and o.audience_id = any(my_audiences()))) then ${refuse}; end if;
        delete from action_audiences where action_id = for_action;
        insert into action_audiences (audience_id, action_id, due, settled)
          select distinct a, action.id, action.due, action.state in ('done', 'not-done')
            from unnest(array[action.owner_person_id, action.owner_function_id, action.offered_person_id, action.offered_function_id]) a where a is not null;
      end`, ['api', 'worker']),
    // Whether those people or functions may be given something that came from an item: their authority takes part and reads it, and they are there. Asked by who reads the item or has something from it; to others nobody may.
    ...definerFunction(service, 'can_own(of_item uuid, person uuid, "function" uuid) returns boolean language sql stable', `
      select (${readsItem('of_item')} or exists (select from actions c join action_audiences o on o.action_id = c.id where c.item_id = of_item and o.audience_id = any(my_audiences()))) and not exists (
        select from (
          select p.authority_id, p.status = 'active' and p.valid_from <= now() and (p.valid_to is null or p.valid_to > now()) as present from (select can_own.person as id) w left join people p on p.id = w.id where w.id is not null
          union all
          select f.authority_id, exists (select from holdings h where h.function_id = f.id and h.valid_from <= now() and (h.valid_to is null or h.valid_to > now())) from (select can_own."function" as id) w left join functions f on f.id = w.id where w.id is not null) given
        where given.authority_id is null or not given.present
           or not exists (select from participants t left join people p on p.id = t.person_id left join functions f on f.id = t.function_id
                where t.agenda_id = (select agenda_id from items where id = of_item) and coalesce(p.authority_id, f.authority_id) = given.authority_id)
           or not exists (select from item_audiences r where r.item_id = of_item and r.level = 'content' and (r.audience_id = r.agenda_id or r.audience_id = given.authority_id)))`, ['api']),
  ],
};
