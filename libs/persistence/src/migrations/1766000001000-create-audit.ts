import { guard } from '../guard.js';
import type { Migration } from '../migration.js';

/** Rows are only ever added; `object_id` and `details` hold ids and states, never texts. */
export const createAudit: Migration = {
  name: '1766000001000-create-audit',
  up: (service) => [
    `create table audit (
      id uuid primary key default gen_random_uuid(), at timestamptz not null default clock_timestamp(),
      actor_kind text not null, actor_id text not null, organisation_id uuid, assurance_level int,
      session text default nullif(current_setting('knutpunkt.session', true), ''),
      action text not null, object_id uuid, details jsonb not null default '{}')`,
    'create index audit_object on audit (object_id, at)',
    ...guard(service, 'audit', { api: { insert: 'actor_id = me()::text' }, worker: { insert: 'true' } }),
    `create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'the audit log is only added to'; end $$`,
    'create trigger audit_is_append_only before update or delete or truncate on audit execute function refuse_change()',
  ],
};
