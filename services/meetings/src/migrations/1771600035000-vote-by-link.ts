import { every, guard, type Migration } from '@knutpunkt/persistence';

const reads = 'exists (select from polls p where p.id = poll_guests.poll_id)';
const general = `exists (select from polls p where p.id = poll_guests.poll_id and p.group_level = 'GENERAL')`;
/** While answers are hidden, nobody but the one who asks sees another's until the poll has closed. */
const told = `exists (select from polls p where p.id = poll_guest_votes.poll_id and (not p.hidden or p.status <> 'open' or p.closes_at <= statement_timestamp() or p.organiser_id = me()))`;

/** Those without an account who are asked in a general-level poll, and what they answer by their links. */
export const voteByLink: Migration = {
  name: '1771600035000-vote-by-link',
  up: (service) => [
    `create table poll_guests (
      id uuid primary key, poll_id uuid not null references polls, name text not null, organisation text not null, secret_hash text not null unique, invited_by uuid not null, invited_at timestamptz not null)`,
    'create index poll_guests_poll on poll_guests (poll_id, id)',
    `create table poll_guest_votes (
      guest_id uuid not null references poll_guests on delete cascade, poll_id uuid not null, option int not null, vote text not null check (vote in ('yes', 'maybe', 'no')), at timestamptz not null,
      primary key (guest_id, option), foreign key (poll_id, option) references poll_options)`,
    'create index poll_guest_votes_poll on poll_guest_votes (poll_id)',
    ...guard(service, 'poll_guests', { api: { select: reads, insert: `${reads} and ${general} and invited_by = me()`, update: reads, delete: reads }, worker: every }),
    ...guard(service, 'poll_guest_votes', { api: { select: told }, worker: every }),
    `revoke update on poll_guests from ${service}_api`, `grant update (secret_hash) on poll_guests to ${service}_api`,
  ],
};
