import type { Migration } from '@knutpunkt/persistence';
import { keptLiveEvents } from './1766000033000-create-live-events.js';

/**
 * As before, but what is kept no longer is found by one probe for each who is told: joined, it is looked for among everybody's live events. Positions are locked in the
 * order of their keys, so that two tellings never wait for each other.
 */
const tell = `
  with inbox as (
    insert into notifications (id, event_id, person_id, matter_id, about_id, kind, at, by_person_id, answer)
    select i.id, i."eventId", i."personId", i."matterId", i."aboutId", i.kind, now(), i."byPersonId", i.answer
      from jsonb_to_recordset(told->'inbox') as i(id uuid, "eventId" uuid, "personId" uuid, "matterId" uuid, "aboutId" uuid, kind text, "byPersonId" uuid, answer text)
    on conflict (event_id, person_id) do nothing),
  queued as (
    insert into mails (id, recipient_kind, recipient_id, matter_id, about_id, kind, version, facts, queued_at, due_at)
    select m.id, m."recipientKind", m."recipientId", m."matterId", m."aboutId", m.kind, m.version, m.facts, now(), now() + m."gatherMs" * interval '1 millisecond'
      from jsonb_to_recordset(told->'mails') as m(id uuid, "recipientKind" text, "recipientId" uuid, "matterId" uuid, "aboutId" uuid, kind text, version int, facts jsonb, "gatherMs" int)
    on conflict (recipient_id, matter_id, about_id, version, kind) do nothing),
  live as (select row_number() over (partition by l."personId", l.level order by l.type, l."objectId") as nth, l.* from jsonb_to_recordset(told->'live') as l("personId" uuid, level int, type text, "objectId" uuid)),
  counted as (select "personId" as person_id, level, count(*) as many from live group by 1, 2),
  placed as (
    insert into live_positions as p (person_id, level, last) select person_id, level, many from counted order by person_id, level
    on conflict (person_id, level) do update set last = p.last + excluded.last returning p.person_id, p.level, p.last),
  shown as (
    insert into live_events (person_id, level, sequence, type, object_id)
    select l."personId", l.level, p.last - c.many + l.nth, l.type, l."objectId" from live l
      join placed p on p.person_id = l."personId" and p.level = l.level join counted c on c.person_id = l."personId" and c.level = l.level),
  trimmed as (
    delete from live_events where ctid = any(array(
      select old.place from placed p cross join lateral (
        select e.ctid as place from live_events e where e.person_id = p.person_id and e.level = p.level and e.sequence <= p.last - ${keptLiveEvents} offset 0) old)))
  select distinct person_id from placed`;

/** To tell somebody something costs what that person is told, however many others have been told something. */
export const trimByProbes: Migration = {
  name: '1771700045000-trim-by-probes',
  up: () => [`create or replace function tell(told jsonb) returns setof uuid language sql as $$ ${tell} $$`],
};
