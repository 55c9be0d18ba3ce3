import type { Migration } from '@knutpunkt/persistence';
import { byStatement, byWorker, seesAgenda } from './sight.js';

/** Who leads is looked up one by one: as one condition with an `or` in it, everybody whom the directory knows was read for each item that was told of. */
const body = (service: string): string => byStatement(`
  select p.id, p.authority_id from agendas g
    cross join lateral (select g.organiser_id as id
      union select m.person_id from memberships m where m.group_id = g.group_id and m.role in ('chair', 'secretary') and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now())) leader
    cross join lateral (select p.id, p.authority_id from people p where p.id = leader.id and p.status = 'active' offset 0) p
   where g.id = of_agenda and (${byWorker(service)} or ${seesAgenda('of_agenda')})`);

/** The same answer as before, to the same roles. */
export const findLeadersByProbes: Migration = {
  name: '1768000013000-find-leaders-by-probes',
  up: (service) => [
    `set local role ${service}_definer`,
    `create or replace function ${service}.leaders_of(of_agenda uuid) returns table (person_id uuid, authority_id uuid) language sql stable security definer set search_path = ${service}, pg_temp as $definer$ ${body(service)} $definer$`,
    'reset role',
  ],
};
