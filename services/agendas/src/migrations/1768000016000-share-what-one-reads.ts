import { definerFunction, type Migration } from '@knutpunkt/persistence';
import { byStatement, readsItem, refuse } from './sight.js';

const leads = (agenda: string): string => `exists (select from leaders_of(${agenda}) l where l.person_id = me())`;

/** `share_item`, anew: `then` is done besides, once the item has its readers. */
export const shareItem = (service: string, then = ''): string[] => definerFunction(service, 'share_item(for_item uuid, reach text, authorities uuid[]) returns void language plpgsql', `
  declare item items; content item_contents; begin
    select * into item from items where id = for_item;
    select * into content from item_contents where item_id = for_item;
    if not exists (select from agendas g where g.id = item.agenda_id and g.status = 'open') then ${refuse}; end if;
    if content.proposer_id is distinct from me() and not (${leads('item.agenda_id')}) then ${refuse}; end if;
    if exists (select from item_audiences r where r.item_id = for_item) and not (${readsItem('for_item')}) then ${refuse}; end if;
    if reach <> 'all' and not (my_authority() = any(authorities)) then ${refuse}; end if;
    delete from item_audiences where item_id = for_item;
    insert into item_audiences (item_id, agenda_id, audience_id, level)
      select for_item, item.agenda_id, item.agenda_id, case reach when 'all' then 'content' else 'shell' end where reach in ('all', 'marked')
      union select for_item, item.agenda_id, a, 'content' from unnest(authorities) a where reach <> 'all';
    ${then}
  end`, ['api']).map((statement) => byStatement(statement).replace(/^create function/, 'create or replace function'));

/**
 * Whoever proposed an item and is no longer among its readers addresses it to nobody any more. Only a new item, which nobody reads yet, is shared unread:
 * whoever put it on the agenda saw the agenda. */
export const shareWhatOneReads: Migration = {
  name: '1768000016000-share-what-one-reads',
  up: (service) => shareItem(service),
};
