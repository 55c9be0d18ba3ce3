import { leadsIndividual } from '@knutpunkt/access';
import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

const readings = `
  select l.at, l.actor_id, l.action from audit l where l.object_id = of_agenda and l.actor_kind = 'person' and l.action in ('agenda.read', 'agenda.paper')
     and ${leadsIndividual('select g.group_id, g.group_level from agendas g where g.id = of_agenda')} order by l.at desc limit most`;

/** Those who lead an individual-level group read who was shown its agendas. */
export const tellLeadersWhoRead: Migration = {
  name: '1769000201000-tell-leaders-who-read',
  up: (service) => [
    ...guard(service, 'audit', { definer: { select: 'true' } }),
    ...definerFunction(service, 'readings_of(of_agenda uuid, most int) returns table (at timestamptz, actor_id text, action text) language sql stable', readings, ['api']),
  ],
};
