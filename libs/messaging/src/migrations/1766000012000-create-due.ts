import { every, guard, type Migration } from '@knutpunkt/persistence';

/** Rows are only added by those who plan: the newest of a kind and subject counts, and one without a time cancels. So planning needs no right to read. */
export const createDue: Migration = {
  name: '1766000012000-create-due',
  up: (service) => [
    `create table due (
      seq bigint generated always as identity primary key, kind text not null, subject_id text not null, at timestamptz,
      state text not null default 'pending' check (state in ('pending', 'done', 'dead', 'dropped')),
      attempts int not null default 0, retry_at timestamptz, reason text, created_at timestamptz not null default now())`,
    "create index due_next on due ((coalesce(retry_at, at))) where state = 'pending'",
    'create index due_subject on due (kind, subject_id, seq)',
    "create index due_done on due (created_at) where state <> 'dead'",
    ...guard(service, 'due', { api: { insert: "state = 'pending'" }, definer: { insert: "state = 'pending'" }, worker: every }),
  ],
};
