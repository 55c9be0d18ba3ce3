import { guard, type Migration } from '@knutpunkt/persistence';

/**
 * The row is the message: everything else is read out of the envelope. A version of an aggregate has one event, but may be told again.
 * `relayed_to` remembers which incarnation of the stream the sequences belong to.
 */
export const createOutbox: Migration = {
  name: '1766000010000-create-outbox',
  up: (service) => [
    `create table outbox (
      seq bigint generated always as identity primary key,
      envelope jsonb not null,
      again boolean not null default false,
      id uuid not null unique generated always as ((envelope->>'id')::uuid) stored,
      subject text not null generated always as (replace(envelope->>'type', 'se.knutpunkt.', 'evt.')) stored,
      aggregate_id uuid not null generated always as ((envelope->>'subject')::uuid) stored,
      aggregate_version int not null generated always as ((envelope->>'aggregateversion')::int) stored,
      created_at timestamptz not null default now(),
      published_at timestamptz,
      stream_seq bigint,
      check (subject ~ '^evt\\.${service}\\.[a-z-]+\\.[a-z-]+\\.v[0-9]+$'),
      check ((published_at is null) = (stream_seq is null)))`,
    'create unique index outbox_version on outbox (aggregate_id, aggregate_version) where not again',
    'create index outbox_unpublished on outbox (seq) where published_at is null',
    'create index outbox_stream_seq on outbox (stream_seq)',
    'create index outbox_published on outbox (published_at)',
    ...guard(service, 'outbox', {
      api: { insert: 'published_at is null' }, worker: { insert: 'published_at is null' }, definer: { insert: 'published_at is null' },
      relay: { select: 'true', update: 'true', delete: 'published_at is not null' },
    }),
    'create table relayed_to (one boolean primary key default true check (one), created text not null)',
    ...guard(service, 'relayed_to', { relay: { select: 'true', insert: 'true', update: 'true' } }),
  ],
};
