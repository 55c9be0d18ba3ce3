import { leadsIndividual } from '@knutpunkt/access';
import { definerFunction, type Migration } from '@knutpunkt/persistence';

/** A list tells of many meetings in one row of the log; the others of one. */
const readings = `
  select r.at, r.actor_id, r.action from (
    (select l.at, l.actor_id, l.action from audit l where l.object_id = of_meeting and l.actor_kind = 'person' and l.action in ('meeting.read', 'meeting.history', 'meeting.why') order by l.at desc limit most)
    union all
    (select l.at, l.actor_id, l.action from audit l where l.action = 'meeting.list' and l.actor_kind = 'person' and l.details->'meetings' ? of_meeting::text order by l.at desc limit most)) r
   where ${leadsIndividual('select m.group_id, m.group_level from meetings m where m.id = of_meeting')} order by r.at desc limit most`;

/** Those who lead an individual-level group read who was shown its meetings. */
export const tellLeadersWhoRead: Migration = {
  name: '1769000201000-tell-leaders-who-read',
  up: (service) => [
    "create index audit_lists on audit (at desc) where action = 'meeting.list'",
    ...definerFunction(service, 'readings_of(of_meeting uuid, most int) returns table (at timestamptz, actor_id text, action text) language sql stable', readings, ['api']),
  ],
};
