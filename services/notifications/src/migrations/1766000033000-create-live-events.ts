import { definerFunction, every, guard, type Migration } from '@knutpunkt/persistence';
import { amongSeen } from './1766000030000-create-matters.js';

/** How many live events are kept for each person; one whose place is older reads everything anew. */
export const keptLiveEvents = 500;

const own = 'person_id = me()';
const mine = `person_id = me() and (object_id = any(me() || my_audiences() || my_shells()) or object_id ${amongSeen})`;

/** What somebody does in one window, for that person's other windows. */
const tellMyself = `
  with placed as (insert into live_positions as p (person_id, last) values (me(), 1) on conflict (person_id) do update set last = p.last + 1 returning p.last)
  insert into live_events (person_id, sequence, type, object_id) select me(), last, 'notification', me() from placed`;

/** A sequence of each person's own: it is taken under the lock of the person's row, so that it rises in the order of commits. */
export const createLiveEvents: Migration = {
  name: '1766000033000-create-live-events',
  up: (service) => [
    'create table live_positions (person_id uuid primary key, last bigint not null)',
    `create table live_events (person_id uuid not null, sequence bigint not null, type text not null check (type in ('meeting', 'notification', 'group', 'access')),
      object_id uuid not null, primary key (person_id, sequence))`,
    ...guard(service, 'live_positions', { api: { select: own }, definer: { select: own, insert: own, update: own }, worker: every }),
    ...guard(service, 'live_events', { api: { select: mine }, definer: { insert: own }, worker: every }),
    ...definerFunction(service, 'tell_myself() returns void language sql', tellMyself, ['api']),
  ],
};
