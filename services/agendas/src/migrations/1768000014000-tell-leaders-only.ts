import { definerFunction, type Migration } from '@knutpunkt/persistence';
import { byStatement, byWorker, readsItem, refuse } from './sight.js';

/** The actor leads the meeting, and may know of the item without reading it. That the agenda reaches the actor is asked by `leaders_of`. */
const leadsUnread = (id: string): string =>
  `exists (select from item_audiences r cross join lateral leaders_of(r.agenda_id) l where r.item_id = ${id} and (r.audience_id = r.agenda_id or r.audience_id = my_authority()) and l.person_id = me())`;
const hasFrom = (id: string): string => `exists (select from actions c join action_audiences o on o.action_id = c.id where c.item_id = ${id} and o.audience_id = any(my_audiences()))`;

const functions = (service: string): string[] => [
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
    where ${byWorker(service)} or ${readsItem('of_item')} or ${hasFrom('of_item')} or ${leadsUnread('of_item')}
    order by told.audience_id, told.level`, ['api', 'worker']),
  ...definerFunction(service, 'named_in_item(of_item uuid) returns table (proposer_id uuid, presenter_id uuid) language sql stable',
    `select c.proposer_id, c.presenter_id from item_contents c where c.item_id = of_item and (${byWorker(service)} or ${readsItem('of_item')} or ${leadsUnread('of_item')})`, ['api', 'worker']),
  ...definerFunction(service, 'give_reason(for_item uuid, reason text) returns void language plpgsql', `
    begin
      if not exists (select from items i where i.id = for_item and i.state = 'declined') or not ${leadsUnread('for_item')} then ${refuse}; end if;
      update item_contents set decline_reason = reason where item_id = for_item;
    end`, ['api']),
];

/** Of an item that is not his to read, somebody who does not lead the meeting is told past the policies neither who reads it nor who proposed it, and gives no reason to its proposer. */
export const tellLeadersOnly: Migration = {
  name: '1768000014000-tell-leaders-only',
  up: (service) => functions(service).map((statement) => byStatement(statement).replace(/^create function/, 'create or replace function')),
};
