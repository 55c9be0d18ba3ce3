import { definerFunction, every, guard, type Migration } from '@knutpunkt/persistence';
import { amongSeen } from './1766000030000-create-matters.js';

/** How many live events are kept for each person and level; one whose place is older reads everything anew. */
export const keptLiveEvents = 500;

/** The level of what every session of a person may hear: nobody enters below it. */
export const everySession = 2;

const own = 'person_id = me()';
const audible = `${own} and level <= my_level()`;
const mine = `${audible} and (object_id = any(me() || my_audiences() || my_shells()) or object_id ${amongSeen})`;

/** What somebody does in one window, for that person's other windows. */
const tellMyself = `
  with placed as (insert into live_positions as p (person_id, level, last) values (me(), ${everySession}, 1) on conflict (person_id, level) do update set last = p.last + 1 returning p.last)
  insert into live_events (person_id, level, sequence, type, object_id) select me(), ${everySession}, last, 'notification', me() from placed`;

/**
 * A sequence of each person's own for each assurance level: a session of a lower level cannot tell from it that something happened above. It is taken under
 * the lock of the person's row, so that it rises in the order of commits.
 */
export const createLiveEvents: Migration = {
  name: '1766000033000-create-live-events',
  up: (service) => [
    'create table live_positions (person_id uuid not null, level int not null, last bigint not null, primary key (person_id, level))',
    `create table live_events (person_id uuid not null, level int not null, sequence bigint not null, type text not null check (type in ('meeting', 'notification', 'group', 'access')),
      object_id uuid not null, primary key (person_id, level, sequence))`,
    ...guard(service, 'live_positions', { api: { select: audible }, definer: { select: own, insert: own, update: own }, worker: every }),
    ...guard(service, 'live_events', { api: { select: mine }, definer: { insert: own }, worker: every }),
    ...definerFunction(service, 'tell_myself() returns void language sql', tellMyself, ['api']),
  ],
};
