/**
 * Whom each fact concerns, worked out from the facts alone and the directory itself: one row for each fact and person, with the mail that tells of it, if one does.
 * `person_id` is who is told, `recipient_id` whom the mail is for: a person, or a function.
 */
export const concerned = `facts as (
    select o.id as event_id, o.aggregate_id, o.aggregate_version as version, split_part(o.envelope->>'type', '.', 4) as fact_of,
           split_part(o.envelope->>'type', '.', 5) as fact, o.envelope->>'actorid' as actor, (o.envelope->>'time')::timestamptz as at, o.envelope->'data' as data
      from (select id, aggregate_id, aggregate_version, envelope, again from meetings.outbox union all select id, aggregate_id, aggregate_version, envelope, again from agendas.outbox
            union all select id, aggregate_id, aggregate_version, envelope, again from referrals.outbox) o where not o.again),
  in_audience as (
    select id as audience, id as person_id from directory.people union all select unit_id, id from directory.people union all select function_id, person_id from directory.holdings
    union all select group_id, person_id from directory.memberships where role <> 'calendar'),
  addressed as (
    select f.*, f.aggregate_id as matter_id, null::uuid as about_id, (p->>'personId')::uuid as to_id, case f.fact when 'scheduled' then 'invited' else f.fact end as mail, true as seen
      from facts f, jsonb_array_elements(f.data->'meeting'->'participants') p where f.fact_of = 'meeting' and f.fact in ('scheduled', 'rescheduled', 'cancelled')
    union all select f.*, f.aggregate_id, null, (f.data->'meeting'->>'organiserId')::uuid, null, true from facts f where f.fact_of = 'meeting' and f.fact = 'replied'
    union all select f.*, (f.data->'item'->>'meetingId')::uuid, f.aggregate_id, l::uuid, null, false from facts f, jsonb_array_elements_text(f.data->'item'->'leaders') l where f.fact_of = 'item' and f.fact = 'proposed'
    union all select f.*, (f.data->'item'->>'meetingId')::uuid, f.aggregate_id, (f.data->'item'->>'proposerId')::uuid, 'item-answered', false from facts f where f.fact_of = 'item' and f.fact in ('taken-up', 'declined')
    union all select f.*, f.aggregate_id, null, coalesce(p.person_id, p.function_id), 'notes-locked', false from facts f join meetings.participants p on p.meeting_id = f.aggregate_id and p.removed_at is null where f.fact_of = 'agenda' and f.fact = 'notes-locked'
    union all select f.*, f.aggregate_id, null, coalesce(p.person_id, p.function_id), null, false from facts f join meetings.participants p on p.meeting_id = f.aggregate_id
      where f.fact_of = 'agenda' and f.fact = 'opened' and p.removed_at is null and f.data->'agenda'->>'groupLevel' = 'GENERAL' and (f.data->'agenda'->>'endsAt')::timestamptz > f.at
        and (p.person_id is null or not f.data->'agenda'->'leaders' ? p.person_id::text)
    union all select f.*, f.aggregate_id, null, (f.data->'action'->>'ownerPersonId')::uuid, case f.fact when 'given' then 'action-given' end, true from facts f where f.fact_of = 'action' and f.fact in ('given', 'offer-declined')
    union all select f.*, f.aggregate_id, null, (f.data->'action'->>'offeredPersonId')::uuid, 'action-offered', true from facts f where f.fact_of = 'action' and f.fact = 'handed-over'
    union all select f.*, f.aggregate_id, case when t = f.data->'action'->>'ownerPersonId' then null else (f.data->'action'->>'meetingId')::uuid end, t::uuid, 'action-late', true
      from facts f, jsonb_array_elements_text(f.data->'tell') t where f.fact_of = 'action' and f.fact = 'late'
    union all select f.*, f.aggregate_id, null, coalesce(t->>'personId', t->>'functionId')::uuid, case f.data->>'what' when 'opened' then 'poll-opened' when 'reminded' then 'poll-reminded' when 'closed' then 'poll-closed' end, true
      from facts f, jsonb_array_elements(f.data->'tell') t where f.fact_of = 'poll' and f.data->>'what' in ('opened', 'time-proposed', 'reminded', 'closed', 'cancelled')
    union all select f.*, f.aggregate_id, null, (f.data->'referral'->>'functionId')::uuid, case f.fact when 'delivered' then 'request-received' when 'answered' then 'request-moved' end, false
      from facts f where f.fact_of = 'referral' and f.fact in ('delivered', 'answered', 'recalled')
    union all select f.*, f.aggregate_id, null, (f.data->'referral'->>'senderPersonId')::uuid, case f.fact when 'passed-on' then null else 'request-moved' end, false
      from facts f where f.fact_of = 'referral' and f.fact in ('information-asked', 'accepted', 'declined', 'fed-back', 'passed-on')),
  concerned as (
    select a.event_id, a.matter_id, a.about_id, a.version, a.fact, a.mail, a.to_id as recipient_id, coalesce(h.person_id, a.to_id) as person_id, a.fact_of
      from addressed a left join directory.holdings h on h.function_id = a.to_id
     where coalesce(h.person_id, a.to_id)::text <> a.actor
       and (a.seen or exists (select from jsonb_array_elements(coalesce(a.data->'item', a.data->'agenda', a.data->'referral')->'audiences') r join in_audience i on i.audience = (r->>'audience')::uuid
             where r->>'level' = 'content' and i.person_id = coalesce(h.person_id, a.to_id))))`;
