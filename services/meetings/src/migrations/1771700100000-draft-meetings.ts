import { guard, type Migration } from '@knutpunkt/persistence';

/** One's own; of a group as long as one belongs to it, at its level. Audiences are read once for a statement, not once for each row. */
const own = 'person_id = me() and (group_id is null or group_id = any((select my_audiences())::uuid[]))';
const written = ['group_id', 'group_level', 'title', 'about', 'place', 'link', 'people', 'functions', 'occasion', 'version', 'saved_at'];

/** Meetings that somebody prepares, which are no meetings: nothing that shows meetings has to remember that there are drafts. */
export const draftMeetings: Migration = {
  name: '1771700100000-draft-meetings',
  up: (service) => [
    `create table meeting_drafts (
      id uuid primary key, version int not null, person_id uuid not null, group_id uuid, group_level text not null check (group_level in ('GENERAL', 'INDIVIDUAL')),
      title text not null, about text not null, place text not null, link text not null, people uuid[] not null, functions uuid[] not null, occasion jsonb not null, saved_at timestamptz not null,
      check (group_id is not null or group_level = 'GENERAL'), check (group_level = 'GENERAL' or (title = '' and about = '' and people = '{}' and functions = '{}')))`,
    'create index meeting_drafts_own on meeting_drafts (person_id, saved_at desc)',
    'create index meeting_drafts_group on meeting_drafts (group_id)',
    ...guard(service, 'meeting_drafts', { api: { select: own, insert: own, update: own, delete: own }, worker: { select: 'true', delete: 'true' } }),
    `revoke update on meeting_drafts from ${service}_api`, `grant update (${written.join(', ')}) on meeting_drafts to ${service}_api`,
  ],
};
