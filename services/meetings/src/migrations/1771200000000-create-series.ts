import { every, guard, type Migration } from '@knutpunkt/persistence';

const mine = '(select my_audiences())::uuid[]';
const shells = '(select my_shells())::uuid[]';
const meeting = 'exists (select from meetings m where m.id = occurrences.meeting_id)';

/**
 * A series holds how its meetings are repeated and nothing of what they are about: each meeting is a row of its own, with its own texts and readers. Whom the series itself reaches are those
 * whom it was called for; who was invited to one of its meetings alone sees that meeting, and no series.
 */
export const createSeries: Migration = {
  name: '1771200000000-create-series',
  up: (service) => [
    `create table series (
      id uuid primary key, group_id uuid, group_level text not null check (group_level in ('GENERAL', 'INDIVIDUAL')), owner_authority_id uuid not null, organiser_id uuid not null,
      audiences uuid[] not null, recurrence jsonb not null, version int not null, created_at timestamptz not null default now())`,
    `create table occurrences (
      meeting_id uuid primary key references meetings, series_id uuid not null references series, original timestamp not null,
      planned_start timestamptz not null, planned_end timestamptz not null, unique (series_id, original))`,
    ...guard(service, 'series', {
      api: { select: `audiences && ${mine} or audiences && ${shells}`, insert: 'owner_authority_id = my_authority() and organiser_id = me()', update: `audiences && ${mine}` }, worker: every,
    }),
    // A meeting's own policies say whether it may be seen, and its content's whether it may be changed.
    ...guard(service, 'occurrences', {
      api: {
        select: meeting, insert: 'exists (select from meetings m join series s on s.id = occurrences.series_id where m.id = occurrences.meeting_id and m.organiser_id = me() and s.organiser_id = me())',
        update: 'exists (select from meeting_contents c where c.meeting_id = occurrences.meeting_id)',
      }, worker: every,
    }),
    `revoke update on series from ${service}_api`, `grant update (version) on series to ${service}_api`,
    `revoke update on occurrences from ${service}_api`, `grant update (planned_start, planned_end) on occurrences to ${service}_api`,
  ],
};
