import { guard } from '../guard.js';
import type { Migration } from '../migration.js';

/** What was answered is read again through the policies, so only the object's id is kept. */
export const createIdempotencyKeys: Migration = {
  name: '1766000002000-create-idempotency-keys',
  up: (service) => [
    `create table idempotency_keys (
      person_id uuid not null, key text not null, request_hash text not null, object_id uuid not null, at timestamptz not null default now(),
      primary key (person_id, key))`,
    'create index idempotency_keys_at on idempotency_keys (at)',
    ...guard(service, 'idempotency_keys', { api: { select: 'person_id = me()', insert: 'person_id = me()' }, worker: { select: 'true', delete: 'true' } }),
  ],
};
