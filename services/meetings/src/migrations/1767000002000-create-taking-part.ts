import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

/** A list would ask the policy of participants for each of some hundred rows; whether a meeting's content reaches the actor is the same for all of its participants. */
const body = `
  begin return query
    select m.id,
      coalesce(jsonb_agg(jsonb_build_object('participantId', p.id, 'answer', p.answer, 'comment', p.comment, 'function', case when f.id is not null then
        jsonb_build_object('id', f.id, 'name', f.name, 'organisation', jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name)) end) order by p.id) filter (where p.person_id = me() or f.id is not null), '[]'),
      jsonb_build_object('yes', count(*) filter (where p.answer = 'yes'), 'maybe', count(*) filter (where p.answer = 'maybe'), 'no', count(*) filter (where p.answer = 'no'),
        'missing', count(*) filter (where p.answer is null))
    from unnest(in_meetings) as m(id) join participants p on p.meeting_id = m.id and p.removed_at is null
    left join functions f on f.id = p.function_id and f.id = any((select my_audiences())::uuid[]) left join organisations o on o.id = f.organisation_id
    where exists (select from meeting_audiences a where a.meeting_id = m.id and a.level = 'content' and a.audience_id = any((select my_audiences())::uuid[])
      and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp()) offset 0)
    group by m.id;
  end`;

export const createTakingPart: Migration = {
  name: '1767000002000-create-taking-part',
  up: (service) => [
    ...guard(service, 'participants', { definer: { select: 'true' } }),
    ...definerFunction(service, 'taking_part(in_meetings uuid[]) returns table (meeting_id uuid, mine jsonb, replies jsonb) language plpgsql stable', body, ['api']),
  ],
};
