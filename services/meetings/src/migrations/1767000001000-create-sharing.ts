import { definerFunction, type Migration } from '@knutpunkt/persistence';

/**
 * The only way that an actor's audiences are written: for a meeting that he organises and that is not shared yet, or that reaches him wholly now. Whoever may not see a
 * meeting, also one whom it has been taken from, can therefore not let himself in.
 */
export const mayShare = `
  select * into meeting from meetings where id = for_meeting;
  if not found
    or not (exists (select from meeting_audiences a where a.meeting_id = for_meeting and a.level = 'content' and a.audience_id = any(my_audiences())
        and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp()))
      or meeting.organiser_id = me() and not exists (select from meeting_audiences a where a.meeting_id = for_meeting)) then
    raise exception 'not yours to share' using errcode = 'insufficient_privilege';
  end if;`;

export const createSharing: Migration = {
  name: '1767000001000-create-sharing',
  up: (service) => [
    ...definerFunction(service, 'share_meeting(for_meeting uuid, with_audiences jsonb) returns void language plpgsql', `
      declare meeting meetings; begin ${mayShare}
        insert into meeting_audiences (audience_id, meeting_id, level, kind, valid_from, valid_to, starts_at)
          select a.audience, for_meeting, a.level, a.kind, now(), a."validTo", meeting.starts_at
            from jsonb_to_recordset(with_audiences) as a(audience uuid, level text, kind text, "validTo" timestamptz)
          on conflict (meeting_id, audience_id) do update set level = excluded.level, valid_to = excluded.valid_to;
      end`, ['api']),
    ...definerFunction(service, 'unshare_meeting(for_meeting uuid, from_audiences uuid[]) returns void language plpgsql', `
      declare meeting meetings; begin ${mayShare}
        delete from meeting_audiences where meeting_id = for_meeting and audience_id = any(from_audiences);
      end`, ['api']),
    // Whoever may see a meeting may know whom it reaches when it is told to other services; the rows of others are not readable otherwise.
    ...definerFunction(service, 'audiences_of(of_meeting uuid) returns setof meeting_audiences language sql stable',
      `select * from meeting_audiences a where a.meeting_id = of_meeting and (session_user = '${service}_worker'
        or exists (select from meeting_audiences mine where mine.meeting_id = of_meeting and mine.audience_id = any(my_audiences())
          and mine.valid_from <= statement_timestamp() and (mine.valid_to is null or mine.valid_to > statement_timestamp())))`, ['api', 'worker']),
    ...definerFunction(service, 'keep_sort_key() returns trigger language plpgsql', `
      begin
        update meeting_audiences set starts_at = new.starts_at where meeting_id = new.id;
        return new;
      end`, []),
    'create trigger meetings_keep_sort_key after update of starts_at on meetings for each row when (old.starts_at <> new.starts_at) execute function keep_sort_key()',
    // Runs as its caller, row by row under the policies: it only saves round trips.
    `create function write_meeting(written jsonb) returns void language plpgsql as $$
      begin
        insert into meetings (id, group_id, group_level, owner_authority_id, organiser_id, starts_at, ends_at, zone, place, link, status, sequence, version, facts)
          select (m).id, (m).group_id, (m).group_level, (m).owner_authority_id, (m).organiser_id, (m).starts_at, (m).ends_at, (m).zone, (m).place, (m).link, (m).status, 0, 1, 1
            from jsonb_populate_record(null::meetings, written->'meeting') m;
        perform share_meeting((written->'meeting'->>'id')::uuid, written->'audiences');
        insert into meeting_contents select * from jsonb_populate_record(null::meeting_contents, written->'content');
        insert into participants select * from jsonb_populate_recordset(null::participants, written->'participants');
        insert into meeting_changes select * from jsonb_populate_record(null::meeting_changes, written->'change');
        insert into audit (actor_kind, actor_id, organisation_id, assurance_level, action, object_id)
          values ('person', me()::text, my_organisation(), (written->>'assuranceLevel')::int, written->>'action', (written->'meeting'->>'id')::uuid);
        insert into outbox (envelope) values (written->'envelope');
      end $$`,
  ],
};
