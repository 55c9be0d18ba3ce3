import { every, guard, type Migration } from '@knutpunkt/persistence';

/** What the gateway owns: who is logged in, logins under way, and logout tokens already used. Ids are kept as SHA-256, tokens encrypted. */
export const createSessions: Migration = {
  name: '1766100000000-create-sessions',
  up: (service) => [
    `create table sessions (
      id_hash bytea primary key check (octet_length(id_hash) = 32),
      sid text not null,
      sealed bytea not null,
      created_at timestamptz not null,
      last_seen_at timestamptz not null,
      ends_at timestamptz not null,
      version integer not null default 1)`,
    'create index sessions_by_sid on sessions (sid)',
    'create index sessions_by_last_seen on sessions (last_seen_at)',
    `create table pending_logins (
      state_hash bytea primary key check (octet_length(state_hash) = 32),
      browser_hash bytea not null,
      sealed bytea not null,
      ends_at timestamptz not null)`,
    'create index pending_logins_by_end on pending_logins (ends_at)',
    'create table logout_tokens (jti_hash bytea primary key, ends_at timestamptz not null)',
    ...['sessions', 'pending_logins', 'logout_tokens'].flatMap((table) => guard(service, table, { worker: every })),
  ],
};
