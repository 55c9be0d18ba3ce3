import { definerFunction, type Migration } from '@knutpunkt/persistence';

const named = `(select jsonb_build_object('id', f.id, 'name', f.name, 'organisation', jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name)) from functions f join organisations o on o.id = f.organisation_id where f.id = p.function_id)`;

/** Of each participant no more is asked than whether it is the actor, and how it answered: what is told of the actor's own is looked up for those alone. */
const body = `
  begin return query
    select m.id, t.mine, t.replies from unnest(in_meetings) as m(id) cross join lateral (
      select
        coalesce(jsonb_agg(jsonb_build_object('participantId', p.id, 'answer', p.answer, 'comment', p.comment, 'function', ${named}) order by p.id)
          filter (where p.person_id = (select me()) or p.function_id = any((select my_audiences())::uuid[])), '[]') as mine,
        jsonb_build_object('yes', count(*) filter (where p.answer = 'yes'), 'maybe', count(*) filter (where p.answer = 'maybe'), 'no', count(*) filter (where p.answer = 'no'),
          'missing', count(*) filter (where p.answer is null)) as replies
      from participants p where p.meeting_id = m.id and p.removed_at is null having count(*) > 0) t
    where exists (select from meeting_audiences a where a.meeting_id = m.id and a.level = 'content' and a.audience_id = any((select my_audiences())::uuid[])
      and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp()) offset 0);
  end`;

/** A list tells of each of its meetings who takes part and how they answered, by one pass over its participants. */
export const countAnswersInOnePass: Migration = {
  name: '1771700040000-count-answers-in-one-pass',
  up: (service) =>
    definerFunction(service, 'taking_part(in_meetings uuid[]) returns table (meeting_id uuid, mine jsonb, replies jsonb) language plpgsql stable', body, ['api'])
      .map((statement) => statement.replace(/^create function/, 'create or replace function')),
};
