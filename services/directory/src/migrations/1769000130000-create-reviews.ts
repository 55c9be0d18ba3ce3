import { definerFunction, every, guard, type Migration } from '@knutpunkt/persistence';

const ours = 'i_administer() and organisation_id = my_organisation()';
const refused = (what: string): string => `if not found then raise exception '${what}' using errcode = 'insufficient_privilege'; end if`;

/** Names in Swedish order whatever the database's locale is: å before ä, and both after z. To be compared by code points. */
const swedish = "create function swedish(value text) returns text language sql immutable parallel safe return translate(folded(value), 'åäéèëüæøáàï', 'äåeeeuåöaai')";

/** An individual-level group of ours is answered for by the authority that owns it, as it alone lets people in; by the organisation where nobody administers there. */
const answering = `case when g.level = 'INDIVIDUAL' and w.organisation_id = organisation
  and exists (select from people boss where boss.authority_id = w.id and 'administrator' = any(boss.roles) and boss.status = 'active') then w.id end`;

/** Every seat of the own people, and others' seats in the own groups, with what was decided of each the last time; in the order in which they are read. */
const seats = `
  insert into review_seats (review_id, organisation_id, membership_id, group_id, group_name, group_level, required_level, authority_id, person_id, role, since, until, agreement_id, last_decision, last_at, last_version, place)
  select review, organisation, seat.id, g.id, g.name, g.level, g.required_assurance_level, ${answering}, who.id, seat.role, seat.valid_from, seat.valid_to, seat.agreement_id, past.decision, past.decided_at, past.seen_version,
         dense_rank() over (order by who.organisation_id <> organisation, swedish(o.name) collate "C", o.id, swedish(who.name) collate "C", who.id)
    from memberships seat join groups g on g.id = seat.group_id join authorities w on w.id = g.owner_authority_id join people who on who.id = seat.person_id join organisations o on o.id = who.organisation_id
    left join lateral (select t.decision, t.decided_at, t.seen_version from review_seats t where t.membership_id = seat.id and t.organisation_id = organisation and t.decision is not null order by t.decided_at desc limit 1) past on true
   where (who.organisation_id = organisation or w.organisation_id = organisation) and seat.valid_from <= now() and (seat.valid_to > now()) is not false and g.status <> 'archived'`;

const open = (service: string): string => `begin
  insert into reviews (id, version, organisation_id, opened_at, opened_by, last_day, ends_at) select review, 1, o.id, now(), me(), last, ends from organisations o
   where o.id = organisation and o.status = 'active' and (session_user = '${service}_worker' or (o.id = my_organisation() and i_administer()));
  ${refused('only its own administrators and the hub open an organisation\'\'s review')};
  ${seats};
end`;

/**
 * An organisation's reviews, and in each a row for every seat that it answers for: it is the organisation's own record, so the row keeps what the seat was. Who may decide a row sees it, and
 * nobody else does: the organisation's administrators, at the group's assurance level, of the authority that answers where one does. When somebody last logged in is seen by those who see a seat of that one.
 */
export const createReviews: Migration = {
  name: '1769000130000-create-reviews',
  up: (service) => [
    swedish,
    `create table reviews (id uuid primary key, version int not null, organisation_id uuid not null, opened_at timestamptz not null, opened_by uuid, last_day date not null, ends_at timestamptz not null,
      closed_at timestamptz, check (ends_at > opened_at))`,
    'create unique index reviews_open on reviews (organisation_id) where closed_at is null',
    `create table review_seats (id uuid primary key default gen_random_uuid(), version int not null default 1, review_id uuid not null references reviews, organisation_id uuid not null, membership_id uuid not null,
      group_id uuid not null, group_name text not null, group_level text not null, required_level int not null, authority_id uuid, person_id uuid not null, role text not null, since timestamptz not null, until timestamptz,
      agreement_id uuid, last_decision text, last_at timestamptz, last_version int, place int not null, decision text check (decision in ('keep', 'change', 'remove', 'lapsed', 'gone')), reason text, decided_by uuid,
      decided_at timestamptz, role_became text, until_became timestamptz, seen_version int, unique (review_id, membership_id),
      check ((decision is null) = (decided_at is null)), check (decision not in ('change', 'remove') or reason is not null))`,
    'create index review_seats_place on review_seats (review_id, place)',
    'create index review_seats_membership on review_seats (membership_id, organisation_id)',
    'create index review_seats_person on review_seats (person_id)',
    ...guard(service, 'reviews', { api: { select: ours }, worker: every, definer: { select: 'true', insert: 'true' } }),
    ...guard(service, 'review_seats', {
      api: { select: `${ours} and required_level <= my_level() and (authority_id is null or authority_id = my_authority())` }, worker: every, definer: { select: 'true', insert: 'true', update: 'true' },
    }),
    ...definerFunction(service, 'open_review(review uuid, organisation uuid, last date, ends timestamptz) returns void language plpgsql', open(service), ['api', 'worker']),
  ],
};
