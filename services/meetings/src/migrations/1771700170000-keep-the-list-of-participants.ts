import { definerFunction, type Migration } from '@knutpunkt/persistence';

/** As `decide` has it for whoever may invite: who called it, and who leads its group, by a seat that holds now and that the session reaches. */
const leads = `
  select exists (select from meetings t where t.id = of_meeting and (t.organiser_id = me() or t.group_id = any(my_audiences()) and exists (select from memberships m
    where m.group_id = t.group_id and m.person_id = me() and m.role in ('chair', 'secretary') and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now()))))`;

/** Most lists are for all: that is asked first, and of the meeting alone. */
const listed = (id: string): string => `exists (select from meetings m where m.id = ${id} and not m.list_hidden offset 0) or leads_meeting(${id})`;
/** What has happened to the meeting itself, and not to one of those who take part. */
const forAll = "what in ('scheduled', 'recorded', 'rescheduled', 'described', 'cancelled')";

/** Which of them keep their list from the actor is asked once, of an index that holds those alone. */
const takingPart = `
  declare kept uuid[]; begin
    kept := array(select h.id from meetings h where h.list_hidden and h.id = any(in_meetings) and not leads_meeting(h.id));
    return query select m.id, t.mine, case when m.id = any(kept) then null else t.replies end from unnest(in_meetings) as m(id) cross join lateral (
      select
        coalesce(jsonb_agg(jsonb_build_object('participantId', p.id, 'answer', p.answer, 'comment', p.comment, 'function',
          (select jsonb_build_object('id', f.id, 'name', f.name, 'organisation', jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name)) from functions f join organisations o on o.id = f.organisation_id where f.id = p.function_id)) order by p.id)
          filter (where p.person_id = (select me()) or p.function_id = any((select my_audiences())::uuid[])), '[]') as mine,
        jsonb_build_object('yes', count(*) filter (where p.answer = 'yes'), 'maybe', count(*) filter (where p.answer = 'maybe'), 'no', count(*) filter (where p.answer = 'no'),
          'missing', count(*) filter (where p.answer is null)) as replies
      from participants p where p.meeting_id = m.id and p.removed_at is null having count(*) > 0) t
    where exists (select from meeting_audiences a where a.meeting_id = m.id and a.level = 'content' and a.audience_id = any((select my_audiences())::uuid[])
      and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp()) offset 0);
  end`;

const writeMeeting = `
  begin
    insert into meetings (id, group_id, group_level, owner_authority_id, organiser_id, starts_at, ends_at, zone, place, link, status, sequence, version, facts, list_hidden)
      select (m).id, (m).group_id, (m).group_level, (m).owner_authority_id, (m).organiser_id, (m).starts_at, (m).ends_at, (m).zone, (m).place, (m).link, (m).status, 0, 1, 1, coalesce((m).list_hidden, false)
        from jsonb_populate_record(null::meetings, written->'meeting') m;
    perform share_meeting((written->'meeting'->>'id')::uuid, written->'audiences');
    insert into meeting_contents select * from jsonb_populate_record(null::meeting_contents, written->'content');
    insert into participants select * from jsonb_populate_recordset(null::participants, written->'participants');
    insert into meeting_changes select * from jsonb_populate_record(null::meeting_changes, written->'change');
    insert into audit (actor_kind, actor_id, organisation_id, assurance_level, action, object_id)
      values ('person', me()::text, my_organisation(), (written->>'assuranceLevel')::int, written->>'action', (written->'meeting'->>'id')::uuid);
    insert into outbox (envelope) values (written->'envelope');
  end`;

const again = (statements: readonly string[]): string[] => statements.map((statement) => statement.replace(/^create function/, 'create or replace function'));
const keeping = (service: string, table: string, those: string): string => `create policy api_listed_select on ${table} as restrictive for select to ${service}_api using (${those})`;

/**
 * Who takes part may be for those who lead the meeting alone. Each sees who called it, the own part and what has happened to the meeting; others who take part, what they do, and
 * guests do not exist then. What other services are told does not go by what the one who answers sees.
 */
export const keepTheListOfParticipants: Migration = {
  name: '1771700170000-keep-the-list-of-participants',
  up: (service) => [
    'alter table meetings add column list_hidden boolean not null default false',
    'alter table meeting_drafts add column list_hidden boolean not null default false',
    'create index meetings_hidden on meetings (id) where list_hidden',
    ...['meetings', 'meeting_drafts'].map((table) => `grant update (list_hidden) on ${table} to ${service}_api`),
    ...definerFunction(service, 'leads_meeting(of_meeting uuid) returns boolean language sql stable', leads, ['api']),
    ...definerFunction(service, 'participants_of(of_meeting uuid) returns table (id uuid, person_id uuid, function_id uuid, answer text) language sql stable',
      `select p.id, p.person_id, p.function_id, p.answer from participants p where p.meeting_id = of_meeting and p.removed_at is null and (session_user = '${service}_worker'
        or exists (select from meeting_audiences mine where mine.meeting_id = of_meeting and mine.level = 'content' and mine.audience_id = any(my_audiences())
          and mine.valid_from <= statement_timestamp() and (mine.valid_to is null or mine.valid_to > statement_timestamp()))) order by p.id`, ['api', 'worker']),
    ...again(definerFunction(service, 'taking_part(in_meetings uuid[]) returns table (meeting_id uuid, mine jsonb, replies jsonb) language plpgsql stable', takingPart, ['api'])),
    `create or replace function write_meeting(written jsonb) returns void language plpgsql as $$ ${writeMeeting} $$`,
    keeping(service, 'participants', `via = 'organiser' or person_id = me() or function_id = any((select my_audiences())::uuid[]) or ${listed('participants.meeting_id')}`),
    keeping(service, 'meeting_changes', `${forAll} or by_person_id = me() or ${listed('meeting_changes.meeting_id')}`),
    keeping(service, 'meeting_guests', listed('meeting_guests.meeting_id')),
  ],
};
