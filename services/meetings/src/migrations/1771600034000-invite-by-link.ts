import { definerFunction, every, guard, type Migration } from '@knutpunkt/persistence';

const reads = `exists (select from meeting_contents c where c.meeting_id = meeting_guests.meeting_id)`;
const general = `exists (select from meetings m where m.id = meeting_guests.meeting_id and m.group_level = 'GENERAL')`;

/** Those without an account who are invited to a general-level meeting: all that is typed of them stands here alone, and of a link's secret only the hash. What they answered is to the time that holds. */
export const inviteByLink: Migration = {
  name: '1771600034000-invite-by-link',
  up: (service) => [
    `create table meeting_guests (
      id uuid primary key, meeting_id uuid not null references meetings, name text not null, organisation text not null, secret_hash text not null unique, invited_by uuid not null, invited_at timestamptz not null,
      answer text check (answer in ('yes', 'maybe', 'no')), answered_at timestamptz, check ((answer is null) = (answered_at is null)))`,
    'create index meeting_guests_meeting on meeting_guests (meeting_id, id)',
    ...guard(service, 'meeting_guests', { api: { select: reads, insert: `${reads} and ${general} and invited_by = me()`, update: reads, delete: reads }, worker: every, definer: { select: 'true', update: 'true' } }),
    `revoke update on meeting_guests from ${service}_api`, `grant update (secret_hash) on meeting_guests to ${service}_api`,
    ...definerFunction(service, 'ask_guests_again() returns trigger language plpgsql', 'begin update meeting_guests set answer = null, answered_at = null where meeting_id = new.id; return new; end', []),
    'create trigger meetings_ask_guests_again after update of starts_at, ends_at on meetings for each row when (old.starts_at <> new.starts_at or old.ends_at <> new.ends_at) execute function ask_guests_again()',
  ],
};
