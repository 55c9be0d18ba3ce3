import { every, guard, type Migration } from '@knutpunkt/persistence';

/** How many live events are kept for each person; one whose place is older reads everything anew. */
export const keptLiveEvents = 500;

const mine = `person_id = me() and case type when 'access' then true when 'group' then object_id = any(my_audiences()) or object_id = any(my_shells()) else sight_of(object_id) is not null end`;

/** A sequence of each person's own: it is taken under the lock of the person's row, so that it rises in the order of commits. */
export const createLiveEvents: Migration = {
  name: '1766000033000-create-live-events',
  up: (service) => [
    'create table live_positions (person_id uuid primary key, last bigint not null)',
    `create table live_events (person_id uuid not null, sequence bigint not null, type text not null check (type in ('meeting', 'notification', 'group', 'access')),
      object_id uuid not null, primary key (person_id, sequence))`,
    ...guard(service, 'live_positions', { api: { select: 'person_id = me()' }, worker: every }),
    ...guard(service, 'live_events', { api: { select: mine }, worker: every }),
  ],
};
