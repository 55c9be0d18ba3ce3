import type { Migration } from '@knutpunkt/persistence';

/** A meeting is put into a series by who organises the meeting: into one's own, or into one of the group whose meeting it is, since whoever leads a group may go on with its series. */
export const extendSeries: Migration = {
  name: '1771700101000-extend-series',
  up: () => [
    `alter policy api_insert on occurrences with check (exists (select from meetings m join series s on s.id = occurrences.series_id
      where m.id = occurrences.meeting_id and m.organiser_id = me() and (s.organiser_id = me() or s.group_id = m.group_id)))`,
  ],
};
