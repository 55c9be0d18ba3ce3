import { partnerRightColumns } from '@knutpunkt/access';
import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';

const valid = (row: string): string => `${row}.valid_from <= now() and (${row}.valid_to is null or ${row}.valid_to > now())`;

/** The own organisation's meetings by those whom they reach past its own groups. Of an individual-level group's meeting only its members know, and so it is not among them. */
const partnerRights = `
  select s.audience_id, s.kind, s.organisation_id, min(s.level), count(*)::int, min(s.valid_from), case when bool_and(s.valid_to is not null) then max(s.valid_to) end, max(u.at)
    from (
      select r.audience_id, r.kind, r.level, r.meeting_id, r.valid_from, r.valid_to, coalesce(p.organisation_id, f.organisation_id, w.organisation_id) as organisation_id
        from authorities own join meetings m on m.owner_authority_id = own.id and m.group_level = 'GENERAL' join meeting_audiences r on r.meeting_id = m.id
        left join people p on r.kind = 'person' and p.id = r.audience_id left join functions f on r.kind = 'function' and f.id = r.audience_id
        left join units n on r.kind = 'unit' and n.id = r.audience_id left join groups g on r.kind = 'group' and g.id = r.audience_id and g.level = 'GENERAL'
        left join authorities w on w.id = coalesce(n.authority_id, g.owner_authority_id, case r.kind when 'authority' then r.audience_id end)
       where own.organisation_id = my_organisation() and i_administer() and ${valid('r')}) s
    left join lateral (
      select max(x.at) as at from (
        select s.audience_id as person_id union all select h.person_id from holdings h where h.function_id = s.audience_id union all select k.person_id from memberships k join people q on q.id = k.person_id where k.group_id = s.audience_id and q.organisation_id = s.organisation_id) who
       cross join lateral (select l.at from audit l where l.object_id = s.meeting_id and l.actor_id = who.person_id::text and l.actor_kind = 'person' order by l.at desc limit 1) x) u on true
   where s.organisation_id <> my_organisation() group by s.audience_id, s.kind, s.organisation_id`;

/** Each seat of another's person in an own group, as far as the session reaches, with what that person did last at one of its meetings; a list of individual-level meetings counts as well. */
const seatsLastUsed = `
  select k.group_id, k.person_id, u.at from authorities own join groups g on g.owner_authority_id = own.id join memberships k on k.group_id = g.id join people q on q.id = k.person_id
   cross join lateral (
     select l.at from audit l where l.actor_id = k.person_id::text and l.actor_kind = 'person' and (exists (select from meetings m where m.id = l.object_id and m.group_id = k.group_id)
       or l.action = 'meeting.list' and exists (select from jsonb_array_elements_text(l.details->'meetings') e join meetings m on m.id = e::uuid where m.group_id = k.group_id))
      order by l.at desc limit 1) u
   where own.organisation_id = my_organisation() and i_administer() and g.required_assurance_level <= my_level() and q.organisation_id <> own.organisation_id and ${valid('k')}`;

/** An administrator may know who outside sees the own organisation's meetings, and when it was used; never which meetings, nor what is in them. */
export const tellWhatOthersSee: Migration = {
  name: '1769000200000-tell-what-others-see',
  up: (service) => [
    'create index meetings_owner on meetings (owner_authority_id)',
    'create index audit_actor on audit (actor_id, at desc)',
    'create index audit_use on audit (object_id, actor_id, at desc)',
    ...guard(service, 'audit', { definer: { select: 'true' } }),
    ...definerFunction(service, `partner_rights() returns table ${partnerRightColumns} language sql stable`, partnerRights, ['api']),
    ...definerFunction(service, 'seats_last_used() returns table (group_id uuid, person_id uuid, used timestamptz) language sql stable', seatsLastUsed, ['api']),
  ],
};
