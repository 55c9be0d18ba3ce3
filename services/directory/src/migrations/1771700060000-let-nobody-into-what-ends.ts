import { definerFunction, type Migration } from '@knutpunkt/persistence';
import { sitIn } from './1771100110000-let-substitutes-sit-in.js';
import { change } from './1771700001000-let-groups-end.js';

const whileItGoesOn = sitIn.replace("g.level = 'GENERAL' and", "g.level = 'GENERAL' and g.ends_at is null and");
const alsoWhenLate = change.replace('ends_at = until', 'ends_at = least(g.ends_at, until)').replace('until <= now() and g.ends_at > now()', 'until <= now() and g.ends_at is not null');

/** Nobody sits in in a group that is wound up; and one whose end has passed without its timer can still be archived by hand. */
export const letNobodyIntoWhatEnds: Migration = {
  name: '1771700060000-let-nobody-into-what-ends',
  up: (service) => [
    ...definerFunction(service, 'sit_in(membership uuid, held uuid, person uuid, since timestamptz, until timestamptz) returns void language plpgsql', whileItGoesOn, ['api']),
    ...definerFunction(service, 'change_group(of_group uuid, becomes text, until timestamptz) returns setof uuid language plpgsql', alsoWhenLate, ['api']),
  ].map((one) => one.replace(/^create function/, 'create or replace function')),
};
