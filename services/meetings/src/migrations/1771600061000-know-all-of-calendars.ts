import { definerFunction, type Migration } from '@knutpunkt/persistence';

const period = 'tstzmultirange(tstzrange(during_from, during_to))';
const none = "'{}'::tstzmultirange";
const clock = (moment: string): string => `${moment} at time zone 'Europe/Stockholm'`;

const meetings = (answer: string): string => `coalesce((select range_agg(tstzrange(m.starts_at, m.ends_at)) from participants p join meetings m on m.id = p.meeting_id
  where (p.person_id = w.id or p.function_id = w.id) and p.removed_at is null and m.status = 'called' and m.ends_at > during_from and m.starts_at < during_to and (${answer})), ${none})`;
const absences = `coalesce((select range_agg(tstzrange(a.starts_at, a.ends_at)) from absences a where a.person_id = w.id and a.ends_at > during_from and a.starts_at < during_to), ${none})`;
const days = `generate_series((${clock('during_from')})::date::timestamp, ${clock('during_to')}, interval '1 day') day`;
const worked = `coalesce((select range_agg(tstzrange(${clock('(day + h.opens)')}, ${clock('(day + h.closes)')})) from ${days} join office_hours h on h.weekday = extract(isodow from day) where h.person_id = w.id), ${none})`;
const unworked = `case when exists (select from office_hours h where h.person_id = w.id) then ${period} - ${worked} else ${none} end`;
const calendars = (column: string): string => `coalesce((select range_agg(r) from calendars c, unnest(c.${column} * ${period}) r where c.person_id = w.id), ${none})`;

/** A calendar that tells nothing of the whole time, holds an entry that was not understood, or has not been read for three days, leaves it unknown; one whose time is over does not. */
const unread = `exists (select from calendars c where c.person_id = w.id and (c.covers is null or upper(c.covers) > now())
  and (c.covers is null or c.skipped > 0 or not c.covers @> tstzrange(during_from, during_to) or (c.kind = 'address' and c.read_at < now() - interval '3 days')))`;

/**
 * Of each whom the actor could invite: merged time, and whether all of it is known, and nothing that it is made of; meetings, absences, time outside stated office hours and
 * calendars elsewhere are one. It is told in no other way, and the one asked about is told that it was: both or neither.
 */
const body = `
  begin
    return query with who as (
      select p.id from people p where p.id = any(asked) and p.status = 'active' and (p.organisation_id = my_organisation() or exists (
        select from memberships m where m.person_id = p.id and m.group_id = any(my_audiences()) and m.role <> 'calendar' and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now())))
      union all select f.id from functions f join organisations o on o.id = f.organisation_id and o.status = 'active' where f.id = any(asked)),
    noted as (
      insert into availability_queries (at, by_person_id, asked_id, from_at, to_at) select now(), me(), w.id, during_from, during_to from who w where me() is not null and w.id <> me()),
    taken as (
      select w.id, (${meetings("p.answer = 'yes'")} + ${absences} + ${unworked} + ${calendars('busy')}) * ${period} as sure,
        (${meetings("p.answer is null or p.answer = 'maybe'")} + ${calendars('tentative')}) * ${period} as perhaps, not ${unread} as told from who w)
    select t.id, t.sure, t.perhaps - t.sure, t.told from taken t;
  end`;

const signature = 'busy_times(asked uuid[], during_from timestamptz, during_to timestamptz) returns table (asked_id uuid, busy tstzmultirange, tentative tstzmultirange, known boolean) language plpgsql';

/** What of a calendar was not understood is no free time; and of a calendar no more is read than is asked about. */
export const knowAllOfCalendars: Migration = {
  name: '1771600061000-know-all-of-calendars',
  up: (service) => [`set local role ${service}_definer`, `drop function ${service}.busy_times(uuid[], timestamptz, timestamptz)`, 'reset role', ...definerFunction(service, signature, body, ['api'])],
};
