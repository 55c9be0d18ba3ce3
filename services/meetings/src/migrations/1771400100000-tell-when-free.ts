import { definerFunction, every, guard, type Migration } from '@knutpunkt/persistence';

const theirs = (column: string): string => `select m.starts_at, m.ends_at, p.answer from participants p join meetings m on m.id = p.meeting_id where ${column} and p.removed_at is null and m.status = 'called' and m.ends_at > during_from and m.starts_at < during_to`;
const ranges = (answer: string): string => `coalesce((select range_agg(tstzrange(greatest(t.starts_at, during_from), least(t.ends_at, during_to))) from (${theirs('(p.person_id = w.id or p.function_id = w.id)')}) t where ${answer}), '{}')`;

/**
 * Of each whom the actor could invite: merged time, and nothing that it is made of. It is told in no other way, and the one asked about is told that it was: both or neither.
 */
const body = `
  begin
    return query with who as (
      select p.id from people p where p.id = any(asked) and p.status = 'active' and (p.organisation_id = my_organisation() or exists (
        select from memberships m where m.person_id = p.id and m.group_id = any(my_audiences()) and m.role <> 'calendar' and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now())))
      union all select f.id from functions f join organisations o on o.id = f.organisation_id and o.status = 'active' where f.id = any(asked)),
    noted as (
      insert into availability_queries (at, by_person_id, asked_id, from_at, to_at) select now(), me(), w.id, during_from, during_to from who w where me() is not null and w.id <> me()),
    taken as (select w.id, ${ranges("t.answer = 'yes'")} as sure, ${ranges("t.answer is null or t.answer = 'maybe'")} as perhaps from who w)
    select t.id, t.sure, t.perhaps - t.sure from taken t;
  end`;

/** When people and functions are free, and who has asked. */
export const tellWhenFree: Migration = {
  name: '1771400100000-tell-when-free',
  up: (service) => [
    'create table availability_queries (seq bigint generated always as identity primary key, at timestamptz not null, by_person_id uuid not null, asked_id uuid not null, from_at timestamptz not null, to_at timestamptz not null)',
    'create index availability_queries_asked on availability_queries (asked_id, seq)',
    'create index participants_by_function on participants (function_id, meeting_id) where function_id is not null',
    ...guard(service, 'availability_queries', { api: { select: 'asked_id = any((select my_audiences())::uuid[])' }, worker: every, definer: { insert: 'true' } }),
    ...definerFunction(service, 'busy_times(asked uuid[], during_from timestamptz, during_to timestamptz) returns table (asked_id uuid, busy tstzmultirange, tentative tstzmultirange) language plpgsql', body, ['api']),
  ],
};
