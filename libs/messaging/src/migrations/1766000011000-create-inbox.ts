import { every, guard, type Migration } from '@knutpunkt/persistence';

/** What has come, and per consumer and aggregate the version applied last. A waiting row that is early has no time of its own: its predecessor wakes it. */
export const createInbox: Migration = {
  name: '1766000011000-create-inbox',
  up: (service) => [
    `create table inbox (
      consumer text not null, event_id text not null, aggregate_id text not null, aggregate_version int not null, type text not null,
      state text not null check (state in ('done', 'waiting', 'dead', 'dropped')),
      envelope jsonb, attempts int not null default 0, next_at timestamptz, reason text, received_at timestamptz not null default now(),
      primary key (consumer, event_id))`,
    "create index inbox_next on inbox (next_at) where state = 'waiting'",
    "create index inbox_unapplied on inbox (consumer, aggregate_id, aggregate_version) where state in ('waiting', 'dead')",
    "create index inbox_done on inbox (received_at) where state in ('done', 'dropped')",
    ...guard(service, 'inbox', { worker: every }),
    'create table inbox_positions (consumer text not null, aggregate_id text not null, version int not null, primary key (consumer, aggregate_id)) with (fillfactor = 80)',
    ...guard(service, 'inbox_positions', { worker: every }),
  ],
};
