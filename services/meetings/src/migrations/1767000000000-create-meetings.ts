import { every, guard, type Migration } from '@knutpunkt/persistence';

/** By the statement's own time: a twin of a request may have begun before the meeting that it waited for. */
const valid = 'a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp())';
// Read once for a statement, not once for each row.
const mine = 'any((select my_audiences())::uuid[])';
const shells = 'any((select my_shells())::uuid[])';
/**
 * Looks up the audience rows of one meeting, for each row. `offset 0` keeps the planner from reading those of everybody's meetings into a hash instead, which
 * it does where it expects many rows and finds few.
 */
const reaches = (id: string, condition: string): string => `exists (select from meeting_audiences a where a.meeting_id = ${id} and ${condition} and ${valid} offset 0)`;
/** The meeting reaches one of the actor's audiences at content level. */
const readsContent = (id: string): string => reaches(id, `a.level = 'content' and a.audience_id = ${mine}`);
/** The meeting reaches the actor at all: also those who see a group's calendar only. */
const seesShell = (id: string): string => reaches(id, `(a.audience_id = ${mine} or a.audience_id = ${shells})`);
const own = 'owner_authority_id = my_authority() and organiser_id = me()';

/** Shell and content apart: what exists, when and where | what it is about, who takes part, what has happened. Lists are driven from the audience rows. */
export const createMeetings: Migration = {
  name: '1767000000000-create-meetings',
  up: (service) => [
    `create table meetings (
      id uuid primary key, group_id uuid, group_level text not null check (group_level in ('GENERAL', 'INDIVIDUAL')), owner_authority_id uuid not null, organiser_id uuid not null,
      starts_at timestamptz not null, ends_at timestamptz not null check (ends_at > starts_at), zone text not null, place text not null, link text not null,
      status text not null check (status in ('called', 'cancelled', 'held')), sequence int not null, version int not null, facts int not null, created_at timestamptz not null default now())`,
    "create index meetings_group on meetings (group_id, starts_at) where status = 'called'",
    `create table meeting_audiences (
      audience_id uuid not null, meeting_id uuid not null references meetings, level text not null check (level in ('shell', 'content')),
      kind text not null, valid_from timestamptz not null, valid_to timestamptz, starts_at timestamptz not null, primary key (meeting_id, audience_id))`,
    'create index meeting_audiences_by_audience on meeting_audiences (audience_id, starts_at, meeting_id)',
    `create table meeting_contents (meeting_id uuid primary key references meetings, title text not null, about text not null, cancel_reason text, version int not null)`,
    `create table participants (
      id uuid primary key, meeting_id uuid not null references meetings, person_id uuid, function_id uuid, organisation_id uuid not null,
      via text not null check (via in ('group', 'direct', 'organiser')), answer text check (answer in ('yes', 'maybe', 'no')), comment text not null default '',
      answered_at timestamptz, answered_by uuid, removed_at timestamptz, check ((person_id is null) <> (function_id is null)))`,
    'create unique index participants_person on participants (meeting_id, person_id) where removed_at is null',
    'create unique index participants_function on participants (meeting_id, function_id) where removed_at is null and function_id is not null',
    'create index participants_by_person on participants (person_id, meeting_id)',
    `create table meeting_changes (
      id uuid primary key, meeting_id uuid not null references meetings, at timestamptz not null, by_person_id uuid, what text not null,
      starts_at timestamptz, ends_at timestamptz, place text, answer text, participant_ids uuid[] not null default '{}')`,
    'create index meeting_changes_by_meeting on meeting_changes (meeting_id, at)',
    ...guard(service, 'meetings', { api: { select: seesShell('meetings.id'), insert: own, update: readsContent('meetings.id') }, worker: every, definer: { select: 'true', update: 'true' } }),
    ...guard(service, 'meeting_audiences', { api: { select: `audience_id = ${mine} or audience_id = ${shells}` }, worker: every, definer: every }),
    ...guard(service, 'meeting_contents', contentOf('meeting_contents')),
    ...guard(service, 'participants', contentOf('participants')),
    ...guard(service, 'meeting_changes', contentOf('meeting_changes')),
    ...Object.entries(changeable).flatMap(([table, columns]) => [`revoke update on ${table} from ${service}_api`, ...(columns ? [`grant update (${columns}) on ${table} to ${service}_api`] : [])]),
  ],
};

/** What a request may change of a row that it reads wholly: never whose it is, whom it is for, or what has happened. */
const changeable = {
  meetings: 'starts_at, ends_at, zone, place, link, status, sequence, version, facts', meeting_contents: 'title, about, cancel_reason, version',
  participants: 'answer, comment, answered_at, answered_by, removed_at', meeting_changes: '',
};

/** Readable and changeable by those whom the content reaches; who may change what is asked of `decide`. */
const contentOf = (table: string) => ({ api: { select: readsContent(`${table}.meeting_id`), insert: readsContent(`${table}.meeting_id`), update: readsContent(`${table}.meeting_id`) }, worker: every });
