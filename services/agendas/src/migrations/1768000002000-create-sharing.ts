import { definerFunction, type Migration } from '@knutpunkt/persistence';
import { byWorker, readsItem, refuse, seesAgenda, seesItem } from './sight.js';

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
    ...telling(service),
    // Who leads may decline what he only knows of; the reason is for those who read it.
    ...definerFunction(service, 'give_reason(for_item uuid, reason text) returns void language plpgsql', `
      begin
        if not exists (select from items i where i.id = for_item and i.state = 'declined' and ${seesItem('for_item')}) then ${refuse}; end if;
        update item_contents set decline_reason = reason where item_id = for_item;
      end`, ['api']),
  ],
};

/** What may be read past the policies, each after its own check. */
const telling = (service: string): string[] => [
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
    where ${byWorker(service)} or ${seesItem('of_item')}
       or exists (select from actions c join action_audiences o on o.action_id = c.id where c.item_id = of_item and o.audience_id = any(my_audiences()))
    order by told.audience_id, told.level`, ['api', 'worker']),
  ...definerFunction(service, 'named_in_item(of_item uuid) returns table (proposer_id uuid, presenter_id uuid) language sql stable',
    `select c.proposer_id, c.presenter_id from item_contents c join items i on i.id = c.item_id where c.item_id = of_item and (${byWorker(service)} or ${seesItem('of_item')})`, ['api', 'worker']),
];
