import { definerFunction, type Migration } from '@knutpunkt/persistence';
import { createActionSharing } from './1768000003000-create-action-sharing.js';
import { createActions } from './1768000001000-create-actions.js';
import { createAgendas } from './1768000000000-create-agendas.js';
import { createSharing } from './1768000002000-create-sharing.js';
import { byStatement, readsItem, refuse, seesAgenda } from './sight.js';

const functionsAnew = (statements: readonly string[]): string[] => statements.map((s) => byStatement(s).replace(/^create function/, 'create or replace function'));
const policiesAnew = (statements: readonly string[]): string[] =>
  statements.filter((s) => s.startsWith('create policy') && s.includes('now()')).map((s) => byStatement(s).replace(/^create policy (\S+) on (\S+) for \S+ to \S+/, 'alter policy $1 on $2'));

const leads = (agenda: string): string => `exists (select from leaders_of(${agenda}) l where l.person_id = me())`;

/** Whoever proposed it says whom it is addressed to, and who leads and reads it; while the agenda is open. */
const shareItem = (service: string): string[] => functionsAnew(definerFunction(service, 'share_item(for_item uuid, reach text, authorities uuid[]) returns void language plpgsql', `
  declare item items; content item_contents; begin
    select * into item from items where id = for_item;
    select * into content from item_contents where item_id = for_item;
    if not (${seesAgenda('item.agenda_id')}) or not exists (select from agendas g where g.id = item.agenda_id and g.status = 'open') then ${refuse}; end if;
    if content.proposer_id is distinct from me() and not (${readsItem('for_item')} and ${leads('item.agenda_id')}) then ${refuse}; end if;
    if reach <> 'all' and not (my_authority() = any(authorities)) then ${refuse}; end if;
    delete from item_audiences where item_id = for_item;
    insert into item_audiences (item_id, agenda_id, audience_id, level)
      select for_item, item.agenda_id, item.agenda_id, case reach when 'all' then 'content' else 'shell' end where reach in ('all', 'marked')
      union select for_item, item.agenda_id, a, 'content' from unnest(authorities) a where reach <> 'all';
  end`, ['api']));

/** What may be changed of a row at all: never whose it is, nor where it belongs. */
const changeable = { agendas: 'status, locked_at, locked_by, facts', items: 'state, rank, version, facts', item_contents: 'title, background, type, minutes, presenter_id, version' };
const columnsOnly = (service: string): string[] =>
  Object.entries(changeable).flatMap(([table, columns]) => [`revoke update on ${table} from ${service}_api`, `grant update (${columns}) on ${table} to ${service}_api`]);

/** Past the service's own lines, too, an agenda is changed by those who lead it, and an item addressed anew by them or its proposer; and rights count at the statement's time. */
export const keepToLeaders: Migration = {
  name: '1768000004000-keep-to-leaders',
  up: (service) => [
    ...functionsAnew(createSharing.up(service)),
    ...functionsAnew(createActionSharing.up(service)),
    ...shareItem(service),
    ...[createAgendas, createActions].flatMap((migration) => policiesAnew(migration.up(service))),
    // Everybody who changes something in it locks the agenda; only who leads changes the agenda itself.
    `alter policy api_update on agendas using (${byStatement(seesAgenda('agendas.id'))}) with check (${leads('agendas.id')})`,
    ...columnsOnly(service),
  ],
};
