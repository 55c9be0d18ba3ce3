import type { Migration } from '@knutpunkt/persistence';
import { validAt } from './1766000030000-create-matters.js';
import { everySession } from './1766000033000-create-live-events.js';

/**
 * Those whom the audiences reach are looked up one by one: `offset 0` keeps the planner from reading all people that the directory knows into a hash first, for each fact that is told.
 */
const reached = `
  select r.person_id, r.audience, r.whole, r.level from (
    select id as person_id, id as audience, true as whole, ${everySession} as level from people where id = any(audiences)
    union all select id, unit_id, true, ${everySession} from people where unit_id = any(audiences)
    union all select id, authority_id, true, ${everySession} from people where authority_id = any(audiences)
    union all select h.person_id, h.function_id, true, ${everySession} from holdings h where h.function_id = any(audiences) and ${validAt('h', 'moment')}
    union all select m.person_id, m.group_id, m.role <> 'calendar', g.required_assurance_level from memberships m
      cross join lateral (select g.required_assurance_level from groups g where g.id = m.group_id and g.status in ('established', 'dormant') offset 0) g
      where m.group_id = any(audiences) and ${validAt('m', 'moment')}
  ) r
  cross join lateral (select p.organisation_id from people p where p.id = r.person_id and p.status in ('active', 'dormant') and ${validAt('p', 'moment')} offset 0) p
  cross join lateral (select from organisations o where o.id = p.organisation_id and o.status = 'active' offset 0) o`;

/** The same people as before, at the price of themselves alone. */
export const reachByProbes: Migration = {
  name: '1771500001000-reach-by-probes',
  up: () => [`create or replace function reached(audiences uuid[], moment timestamptz) returns table (person_id uuid, audience uuid, whole boolean, level int) language sql stable as $$ ${reached} $$`],
};
