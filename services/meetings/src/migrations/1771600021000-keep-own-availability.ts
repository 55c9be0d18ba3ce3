import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

const own = 'person_id = me()';
const period = 'tstzmultirange(tstzrange(during_from, during_to))';
const none = "'{}'::tstzmultirange";

const meetings = (answer: string): string => `coalesce((select range_agg(tstzrange(m.starts_at, m.ends_at)) from participants p join meetings m on m.id = p.meeting_id
  where (p.person_id = w.id or p.function_id = w.id) and p.removed_at is null and m.status = 'called' and m.ends_at > during_from and m.starts_at < during_to and (${answer})), ${none})`;
const absences = `coalesce((select range_agg(tstzrange(a.starts_at, a.ends_at)) from absences a where a.person_id = w.id and a.ends_at > during_from and a.starts_at < during_to), ${none})`;

/** The clock that office hours are told on. */
const clock = (moment: string): string => `${moment} at time zone 'Europe/Stockholm'`;
const days = `generate_series((${clock('during_from')})::date::timestamp, ${clock('during_to')}, interval '1 day') day`;
const worked = `coalesce((select range_agg(tstzrange(${clock('(day + h.opens)')}, ${clock('(day + h.closes)')})) from ${days} join office_hours h on h.weekday = extract(isodow from day) where h.person_id = w.id), ${none})`;
const unworked = `case when exists (select from office_hours h where h.person_id = w.id) then ${period} - ${worked} else ${none} end`;

/**
 * Of each whom the actor could invite: merged time, and nothing that it is made of; meetings, absences and time outside stated office hours are one. It is told in no other
 * way, and the one asked about is told that it was: both or neither.
 */
const body = `
  begin
    return query with who as (
      select p.id from people p where p.id = any(asked) and p.status = 'active' and (p.organisation_id = my_organisation() or exists (
        select from memberships m where m.person_id = p.id and m.group_id = any(my_audiences()) and m.role <> 'calendar' and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now())))
      union all select f.id from functions f join organisations o on o.id = f.organisation_id and o.status = 'active' where f.id = any(asked)),
    noted as (
      insert into availability_queries (at, by_person_id, asked_id, from_at, to_at) select now(), me(), w.id, during_from, during_to from who w where me() is not null and w.id <> me()),
    taken as (select w.id, (${meetings("p.answer = 'yes'")} + ${absences} + ${unworked}) * ${period} as sure, ${meetings("p.answer is null or p.answer = 'maybe'")} * ${period} as perhaps from who w)
    select t.id, t.sure, t.perhaps - t.sure from taken t;
  end`;

const busyTimes = (service: string): string[] =>
  definerFunction(service, 'busy_times(asked uuid[], during_from timestamptz, during_to timestamptz) returns table (asked_id uuid, busy tstzmultirange, tentative tstzmultirange) language plpgsql', body, ['api'])
    .map((statement) => statement.replace(/^create function/, 'create or replace function'));

/** Office hours and absences, which their owner alone reads: to others they are busy time among other. */
export const keepOwnAvailability: Migration = {
  name: '1771600021000-keep-own-availability',
  up: (service) => [
    'create table office_hours (person_id uuid not null, weekday int not null check (weekday between 1 and 7), opens time not null, closes time not null check (closes > opens), primary key (person_id, weekday))',
    'create table absences (person_id uuid not null, starts_at timestamptz not null, ends_at timestamptz not null check (ends_at > starts_at), primary key (person_id, starts_at, ends_at))',
    ...['office_hours', 'absences'].flatMap((table) => guard(service, table, { api: { select: own, insert: own, delete: own }, worker: { select: 'true', delete: 'true' }, definer: { select: 'true' } })),
    ...busyTimes(service),
  ],
};
