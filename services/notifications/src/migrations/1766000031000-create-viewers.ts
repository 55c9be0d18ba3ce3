import type { Migration } from '@knutpunkt/persistence';
import { validAt } from './1766000030000-create-matters.js';
import { everySession } from './1766000033000-create-live-events.js';

/** People who are active and valid at that instant, by the audiences that they are in; not whole for those who see a group's calendar only. `level` is the assurance level that a session needs to be in it. */
export const reached = `
  select r.person_id, r.audience, r.whole, r.level from (
    select id as person_id, id as audience, true as whole, ${everySession} as level from people where id = any(audiences)
    union all select id, unit_id, true, ${everySession} from people where unit_id = any(audiences)
    union all select id, authority_id, true, ${everySession} from people where authority_id = any(audiences)
    union all select h.person_id, h.function_id, true, ${everySession} from holdings h where h.function_id = any(audiences) and ${validAt('h', 'moment')}
    union all select m.person_id, m.group_id, m.role <> 'calendar', g.required_assurance_level from memberships m join groups g on g.id = m.group_id
      where m.group_id = any(audiences) and ${validAt('m', 'moment')} and g.status in ('established', 'dormant')
  ) r join people p on p.id = r.person_id join organisations o on o.id = p.organisation_id
  where p.status = 'active' and ${validAt('p', 'moment')} and o.status = 'active'`;

const viewers = `
  with present as (select a.audience, a.level from matter_audiences a where a.matter_id = matter and ${validAt('a', 'moment')})
  select r.person_id, min(r.level), min(r.level) filter (where r.whole and p.level = 'content') from reached((select coalesce(array_agg(audience), '{}') from present), moment) r
  join present p on p.audience = r.audience group by r.person_id`;

/** A participant whom nothing in our copy of the directory connects to the matter, in the past or the present: the directory's events are still on their way. */
const strangers = `
  select p.id from matter_participants p left join people known on known.id = p.person_id
  where p.matter_id = matter and p.person_id is not null and (known.id is null or not exists (
    select from matter_audiences a where a.matter_id = matter and (a.audience in (known.id, known.unit_id, known.authority_id)
      or exists (select from memberships m where m.group_id = a.audience and m.person_id = known.id)
      or exists (select from holdings h where h.function_id = a.audience and h.person_id = known.id))))
  union all select p.id from matter_participants p where p.matter_id = matter and p.function_id is not null and not exists (select from functions f where f.id = p.function_id)
  union all select a.audience from matter_audiences a where a.matter_id = matter and a.kind = 'group' and not exists (select from groups g where g.id = a.audience)`;

/** Who may see what, by our own copy of the directory. Invoker's rights: the worker role's. */
export const createViewers: Migration = {
  name: '1766000031000-create-viewers',
  up: () => [
    'create index people_unit on people (unit_id)',
    'create index people_authority on people (authority_id)',
    `create function reached(audiences uuid[], moment timestamptz) returns table (person_id uuid, audience uuid, whole boolean, level int) language sql stable as $$ ${reached} $$`,
    `create function viewers(matter uuid, moment timestamptz) returns table (person_id uuid, seen_from int, whole_from int) language sql stable as $$ ${viewers} $$`,
    `create function strangers(matter uuid) returns table (id uuid) language sql stable as $$ ${strangers} $$`,
  ],
};
