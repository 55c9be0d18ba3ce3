import type { Migration } from '@knutpunkt/persistence';
import { mayShare } from './1767000001000-create-sharing.js';

const share = `
  declare meeting meetings; begin ${mayShare}
    insert into meeting_audiences (audience_id, meeting_id, level, kind, valid_from, valid_to, starts_at, ends_at)
      select a.audience, for_meeting, a.level, a.kind, now(), a."validTo", meeting.starts_at, meeting.ends_at
        from jsonb_to_recordset(with_audiences) as a(audience uuid, level text, kind text, "validTo" timestamptz)
      on conflict (meeting_id, audience_id) do update set level = excluded.level, valid_to = excluded.valid_to;
  end`;

/** A list that begins now passes everything that began in the last day: the audience row tells what of it has ended, so that the meeting need not be asked. */
export const knowWhenItEnds: Migration = {
  name: '1767000005000-know-when-it-ends',
  up: (service) => [
    'alter table meeting_audiences add column ends_at timestamptz',
    'update meeting_audiences a set ends_at = m.ends_at from meetings m where m.id = a.meeting_id',
    'alter table meeting_audiences alter column ends_at set not null',
    'create index meeting_audiences_walk on meeting_audiences (audience_id, starts_at, meeting_id) include (valid_from, valid_to, ends_at)',
    'drop index meeting_audiences_list',
    `set local role ${service}_definer`,
    `create or replace function ${service}.share_meeting(for_meeting uuid, with_audiences jsonb) returns void language plpgsql security definer set search_path = ${service}, pg_temp as $definer$ ${share} $definer$`,
    `create or replace function ${service}.keep_sort_key() returns trigger language plpgsql security definer set search_path = ${service}, pg_temp as $definer$
      begin
        update meeting_audiences set starts_at = new.starts_at, ends_at = new.ends_at where meeting_id = new.id;
        return new;
      end $definer$`,
    'reset role',
    'drop trigger meetings_keep_sort_key on meetings',
    'create trigger meetings_keep_sort_key after update of starts_at, ends_at on meetings for each row when (old.starts_at <> new.starts_at or old.ends_at <> new.ends_at) execute function keep_sort_key()',
  ],
};
