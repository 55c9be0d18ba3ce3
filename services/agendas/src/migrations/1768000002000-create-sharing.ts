import { definerFunction, type Migration } from '@knutpunkt/persistence';
import { readsItem, seesAgenda } from './sight.js';

const refuse = "raise exception 'not yours to share' using errcode = 'insufficient_privilege'";
const byWorker = (service: string): string => `session_user = '${service}_worker'`;

/** The only ways in which an actor's audience rows are written or read: whoever may not see something cannot let himself in. */
export const createSharing: Migration = {
  name: '1768000002000-create-sharing',
  up: (service) => [
    ...definerFunction(service, 'share_item(for_item uuid, reach text, authorities uuid[]) returns void language plpgsql', `
      declare item items; content item_contents; begin
        select * into item from items where id = for_item;
        select * into content from item_contents where item_id = for_item;
        if not (${seesAgenda('item.agenda_id')}) or not (content.proposer_id is not distinct from me() or ${readsItem('for_item')}) then ${refuse}; end if;
        if reach <> 'all' and not (my_authority() = any(authorities)) then ${refuse}; end if;
        delete from item_audiences where item_id = for_item;
        insert into item_audiences (item_id, agenda_id, audience_id, level)
          select for_item, item.agenda_id, item.agenda_id, case reach when 'all' then 'content' else 'shell' end where reach in ('all', 'marked')
          union select for_item, item.agenda_id, a, 'content' from unnest(authorities) a where reach <> 'all';
      end`, ['api']),
    // Runs as its caller, row by row under the policies: it only saves round trips.
    `create function write_item(written jsonb) returns void language plpgsql as $$
      declare new_id uuid := (written->>'id')::uuid; of_agenda uuid := (written->>'agenda_id')::uuid;
      begin
        insert into items (id, agenda_id, state, rank) select new_id, of_agenda, 'proposed', coalesce(max(rank), 0) + 1 from items where agenda_id = of_agenda;
        insert into item_contents (item_id, title, background, type, minutes, presenter_id, proposer_id)
          values (new_id, written->>'title', written->>'background', written->>'type', (written->>'minutes')::int, (written->>'presenterId')::uuid, me());
        perform share_item(new_id, written->>'reach', array(select jsonb_array_elements_text(written->'authorities')::uuid));
        insert into audit (actor_kind, actor_id, organisation_id, assurance_level, action, object_id)
          values ('person', me()::text, my_organisation(), (written->>'assuranceLevel')::int, 'item.proposed', new_id);
      end $$`,
    // Who else reads an item is for its readers to know.
    ...definerFunction(service, 'readers_of(of_items uuid[]) returns setof item_audiences language sql stable',
      `select * from item_audiences r where r.item_id = any(of_items) and (${byWorker(service)} or ${readsItem('r.item_id')})`, ['api', 'worker']),
    ...definerFunction(service, 'leaders_of(of_agenda uuid) returns table (person_id uuid, authority_id uuid) language sql stable', `
      select p.id, p.authority_id from agendas g join people p on p.id = g.organiser_id
          or p.id in (select m.person_id from memberships m where m.group_id = g.group_id and m.role in ('chair', 'secretary') and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now()))
       where g.id = of_agenda and p.status = 'active' and (${byWorker(service)} or ${seesAgenda('of_agenda')})`, ['api', 'worker']),
    // Whom an agenda, and whom one of its items, reaches: for telling other services. Addressed content reaches the participants of those authorities, one by one.
    ...definerFunction(service, 'audiences_of_agenda(of_agenda uuid) returns setof agenda_audiences language sql stable',
      `select * from agenda_audiences r where r.agenda_id = of_agenda and r.level = 'content' and (${byWorker(service)} or ${seesAgenda('of_agenda')})`, ['api', 'worker']),
    ...definerFunction(service, 'audiences_of_item(of_item uuid) returns table (audience_id uuid, kind text, level text, valid_from timestamptz, valid_to timestamptz) language sql stable', `
      select distinct on (told.audience_id) told.* from (
        select g.audience_id, g.kind, r.level, g.valid_from, g.valid_to from item_audiences r join agenda_audiences g on g.agenda_id = r.agenda_id and g.level = 'content'
         where r.item_id = of_item and r.audience_id = r.agenda_id
        union all
        select p.id, 'person', 'content', now(), null from item_audiences r join participants t on t.agenda_id = r.agenda_id join people p on p.id = t.person_id and p.authority_id = r.audience_id
         where r.item_id = of_item and r.level = 'content'
        union all
        select f.id, 'function', 'content', now(), null from item_audiences r join participants t on t.agenda_id = r.agenda_id join functions f on f.id = t.function_id and f.authority_id = r.audience_id
         where r.item_id = of_item and r.level = 'content') told
      where ${byWorker(service)} or exists (select from items i where i.id = of_item and ${seesAgenda('i.agenda_id')})
         or exists (select from actions c join action_audiences o on o.action_id = c.id where c.item_id = of_item and o.audience_id = any(my_audiences()))
      order by told.audience_id, told.level`, ['api', 'worker']),
    ...definerFunction(service, 'named_in_item(of_item uuid) returns table (proposer_id uuid, presenter_id uuid) language sql stable',
      `select c.proposer_id, c.presenter_id from item_contents c join items i on i.id = c.item_id where c.item_id = of_item and (${byWorker(service)} or ${seesAgenda('i.agenda_id')})`, ['api', 'worker']),
    // Who leads may decline what he only knows of; the reason is for those who read it.
    ...definerFunction(service, 'give_reason(for_item uuid, reason text) returns void language plpgsql', `
      begin
        if not exists (select from items i where i.id = for_item and i.state = 'declined' and ${seesAgenda('i.agenda_id')}) then ${refuse}; end if;
        update item_contents set decline_reason = reason where item_id = for_item;
      end`, ['api']),
    ...definerFunction(service, 'share_action(for_action uuid) returns void language plpgsql', `
      declare action actions; begin
        select * into action from actions where id = for_action;
        if not (${byWorker(service)} or ${readsItem('action.item_id')} or exists (select from action_audiences o where o.action_id = for_action and o.audience_id = any(my_audiences()))) then ${refuse}; end if;
        delete from action_audiences where action_id = for_action;
        insert into action_audiences (audience_id, action_id, due, settled)
          select distinct a, action.id, action.due, action.state in ('done', 'not-done')
            from unnest(array[action.owner_person_id, action.owner_function_id, action.offered_person_id, action.offered_function_id]) a where a is not null;
      end`, ['api', 'worker']),
    // Whether those people or functions may be given something that came from an item: their authority takes part and reads it, and they are there.
    ...definerFunction(service, 'can_own(of_item uuid, person uuid, "function" uuid) returns boolean language sql stable', `
      select exists (select from items i where i.id = of_item) and not exists (
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
