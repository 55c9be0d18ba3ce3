import { every, guard, type Migration } from '@knutpunkt/persistence';
import { amongSeen, amongWhole } from './1766000030000-create-matters.js';

const mine = `person_id = me() and (matter_id ${amongWhole} or (kind in ('rescheduled', 'cancelled') and matter_id ${amongSeen}))`;

/** What people are told in their inbox: theirs alone, and only while they may see the matter. One row per event and person. */
export const createNotifications: Migration = {
  name: '1766000032000-create-notifications',
  up: (service) => [
    `create table notifications (id uuid primary key, event_id uuid not null, person_id uuid not null, matter_id uuid not null, kind text not null, at timestamptz(3) not null,
      by_person_id uuid, answer text, read_at timestamptz, unique (event_id, person_id))`,
    'create index notifications_person on notifications (person_id, matter_id, at desc)',
    'create index notifications_unread on notifications (person_id, at) where read_at is null',
    ...guard(service, 'notifications', { api: { select: mine, update: mine }, worker: every }),
    `revoke update on notifications from ${service}_api`,
    `grant update (read_at) on notifications to ${service}_api`,
  ],
};
