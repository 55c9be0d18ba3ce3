/**
 * The floor's own tables: what a meeting with its invitations, audit row and event at least must write, with no policies, no audiences and no checks. `create_meeting` and
 * `list_meetings` are what the product is compared with: one prepared statement each, whose JSON is sent as it comes.
 */
export const floorSchema = (people) => `
  create schema floor;
  create table floor.meetings (id uuid primary key, group_id uuid not null, organiser_id uuid not null, starts_at timestamptz not null, ends_at timestamptz not null, title text not null, about text not null, place text not null);
  create index on floor.meetings (group_id, starts_at, id);
  create table floor.participants (id uuid primary key, meeting_id uuid not null references floor.meetings, person_id uuid not null, answer text, comment text not null default '');
  create index on floor.participants (meeting_id);
  create table floor.audit (id uuid primary key default gen_random_uuid(), at timestamptz not null default now(), actor_id uuid not null, action text not null, object_id uuid not null);
  create table floor.outbox (seq bigint generated always as identity primary key, envelope jsonb not null);
  create function floor.create_meeting(asked jsonb) returns text language plpgsql as $$
    declare new_id uuid := gen_random_uuid();
    begin
      insert into floor.meetings values (new_id, (asked->>'groupId')::uuid, '${people[0]}', (asked->>'starts')::timestamp at time zone 'Europe/Stockholm', (asked->>'ends')::timestamp at time zone 'Europe/Stockholm', asked->>'title', asked->>'about', asked->>'place');
      insert into floor.participants (id, meeting_id, person_id) select gen_random_uuid(), new_id, person from unnest(array['${people.slice(1).join("','")}']::uuid[]) as person;
      insert into floor.audit (actor_id, action, object_id) values ('${people[0]}', 'meeting.scheduled', new_id);
      insert into floor.outbox (envelope) values (jsonb_build_object('id', gen_random_uuid(), 'type', 'meeting.scheduled', 'subject', new_id, 'data', asked));
      return jsonb_build_object('id', new_id)::text;
    end $$;
  create function floor.list_meetings(of_group uuid) returns text language sql stable as $$
    select coalesce(jsonb_agg(to_jsonb(listed)), '[]')::text from (
      select m.*, r.* from floor.meetings m
      left join lateral (select count(*) filter (where p.answer = 'yes') as yes, count(*) filter (where p.answer = 'maybe') as maybe, count(*) filter (where p.answer = 'no') as no, count(*) filter (where p.answer is null) as missing
        from floor.participants p where p.meeting_id = m.id) r on true
      where m.group_id = of_group and m.starts_at > now() order by m.starts_at, m.id limit 50) listed $$;`;
