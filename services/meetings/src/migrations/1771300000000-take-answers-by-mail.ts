import { every, guard, type Migration } from '@knutpunkt/persistence';

/**
 * What calendars answer: the sequence at which everybody was asked last, the newest answer of each participant that came by mail (RFC 5546 §2.1.5), and which mails have been taken,
 * as hashes, so that one that comes twice has one effect.
 */
export const takeAnswersByMail: Migration = {
  name: '1771300000000-take-answers-by-mail',
  up: (service) => [
    'alter table meetings add column asked_sequence int',
    `create function keep_asked_sequence() returns trigger language plpgsql as $$ begin new.asked_sequence := new.sequence; return new; end $$`,
    'create trigger meetings_keep_asked_sequence before update of starts_at, ends_at on meetings for each row when (old.starts_at <> new.starts_at or old.ends_at <> new.ends_at) execute function keep_asked_sequence()',
    'alter table participants add column mail_sequence int, add column mail_stamp timestamptz, add column mail_at timestamptz',
    `create table received_mails (participant_id uuid not null references participants, key text not null, at timestamptz not null, explained boolean not null default false, primary key (participant_id, key))`,
    ...guard(service, 'received_mails', { worker: every }),
  ],
};
