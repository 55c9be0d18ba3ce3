import { definerFunction, every, guard, type Migration } from '@knutpunkt/persistence';

const valid = 'a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp())';
// Read once for a statement, not once for each row.
const mine = 'any((select my_audiences())::uuid[])';
const reads = (id: string): string => `exists (select from poll_audiences a where a.poll_id = ${id} and a.audience_id = ${mine} and ${valid} offset 0)`;
const organises = (id: string): string => `exists (select from polls p where p.id = ${id} and p.organiser_id = me() offset 0)`;
const own = 'owner_authority_id = my_authority() and organiser_id = me()';
const answersFor = `exists (select from poll_voters v where v.poll_id = poll_votes.poll_id and v.voter = poll_votes.voter and v.removed_at is null and (v.person_id = me() or v.function_id = ${mine}) offset 0)`;
/** While answers are hidden, nobody but the one who asks sees another's until the poll has closed. */
const told = `exists (select from polls p where p.id = poll_votes.poll_id and (not p.hidden or p.status <> 'open' or p.closes_at <= statement_timestamp() or p.organiser_id = me()) offset 0)`;

/** Audiences are written once, by the one who asks, before anybody else knows of the poll. */
const share = `
  begin
    if not exists (select from polls p where p.id = for_poll and p.organiser_id = me()) or exists (select from poll_audiences a where a.poll_id = for_poll) then
      raise exception 'not yours to share' using errcode = 'insufficient_privilege';
    end if;
    insert into poll_audiences (audience_id, poll_id, kind, valid_from, valid_to)
      select a.audience, for_poll, a.kind, now(), a."validTo" from jsonb_to_recordset(with_audiences) as a(audience uuid, kind text, "validTo" timestamptz);
  end`;

/** Polls for a time: the poll, its times, who is asked, and what they answer. Whoever sees a group's calendar only sees no polls: nothing is in the calendar yet. */
export const createPolls: Migration = {
  name: '1771400000000-create-polls',
  up: (service) => [
    `create table polls (
      id uuid primary key, group_id uuid, group_level text not null check (group_level in ('GENERAL', 'INDIVIDUAL')), owner_authority_id uuid not null, organiser_id uuid not null,
      title text not null, about text not null, place text not null, link text not null, zone text not null, hidden boolean not null, may_propose boolean not null, closes_at timestamptz not null,
      status text not null default 'open' check (status in ('open', 'closed', 'scheduled', 'cancelled')), meeting_id uuid, reminded_at timestamptz, facts int not null default 1, check ((meeting_id is not null) = (status = 'scheduled')))`,
    "create index polls_group on polls (group_id) where status = 'open'",
    'create table poll_audiences (audience_id uuid not null, poll_id uuid not null references polls, kind text not null, valid_from timestamptz not null, valid_to timestamptz, primary key (poll_id, audience_id))',
    'create index poll_audiences_walk on poll_audiences (audience_id, poll_id) include (valid_from, valid_to)',
    `create table poll_options (
      poll_id uuid not null references polls, option int not null check (option between 1 and 30), starts_at timestamptz not null, ends_at timestamptz not null check (ends_at > starts_at), proposed_by uuid not null,
      primary key (poll_id, option), unique (poll_id, starts_at, ends_at))`,
    `create table poll_voters (
      poll_id uuid not null references polls, voter int not null, person_id uuid, function_id uuid, organisation_id uuid not null, via text not null check (via in ('group', 'direct', 'organiser')), removed_at timestamptz,
      primary key (poll_id, voter), check ((person_id is null) <> (function_id is null)))`,
    'create index poll_voters_person on poll_voters (person_id, poll_id) where removed_at is null',
    `create table poll_votes (
      poll_id uuid not null references polls, option int not null, voter int not null, vote text not null check (vote in ('yes', 'maybe', 'no')), at timestamptz not null, by_person_id uuid not null,
      primary key (poll_id, option, voter), foreign key (poll_id, option) references poll_options, foreign key (poll_id, voter) references poll_voters)`,
    ...guard(service, 'polls', { api: { select: reads('polls.id'), insert: own, update: reads('polls.id') }, worker: every, definer: { select: 'true' } }),
    ...guard(service, 'poll_audiences', { api: { select: `audience_id = ${mine}` }, worker: every, definer: { select: 'true', insert: 'true' } }),
    ...guard(service, 'poll_options', { api: { select: reads('poll_options.poll_id'), insert: reads('poll_options.poll_id') }, worker: every }),
    ...guard(service, 'poll_voters', { api: { select: reads('poll_voters.poll_id'), insert: organises('poll_voters.poll_id') }, worker: every }),
    ...guard(service, 'poll_votes', { api: { select: `${answersFor} or ${told}`, insert: answersFor, update: answersFor }, worker: every }),
    `revoke update on polls from ${service}_api`, `grant update (status, meeting_id, reminded_at, facts) on polls to ${service}_api`,
    `revoke update on poll_votes from ${service}_api`, `grant update (vote, at, by_person_id) on poll_votes to ${service}_api`,
    ...definerFunction(service, 'share_poll(for_poll uuid, with_audiences jsonb) returns void language plpgsql', share, ['api']),
  ],
};
