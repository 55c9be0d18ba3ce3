import { every, guard, type Migration } from '@knutpunkt/persistence';

/**
 * The outgoing queue. A row is one fact for one recipient; it is open until it is sent or dropped. `due_at` is the next try, or, while somebody sends it, the end of
 * their lease. `letter_id` is the mail it went in: the row's own id, or one shared by several. `facts` are the meeting's when it was queued: the same mail again is the same mail.
 */
export const createMails: Migration = {
  name: '1766000034000-create-mails',
  up: (service) => [
    `create table mails (id uuid primary key, seq bigint generated always as identity, recipient_kind text not null check (recipient_kind in ('person', 'function')), recipient_id uuid not null,
      matter_id uuid not null, kind text not null check (kind in ('invited', 'rescheduled', 'cancelled', 'removed')), version int not null, facts jsonb not null, queued_at timestamptz(3) not null,
      due_at timestamptz not null, attempts int not null default 0, letter_id uuid, sent_at timestamptz, dropped_at timestamptz, reason text,
      unique (recipient_id, matter_id, version, kind))`,
    'create index mails_open on mails (due_at) where sent_at is null and dropped_at is null',
    'create index mails_recipient on mails (recipient_id, matter_id, seq)',
    'create index mails_recent on mails (recipient_id, sent_at)',
    'create index mails_letter on mails (letter_id)',
    ...guard(service, 'mails', { worker: every }),
  ],
};
