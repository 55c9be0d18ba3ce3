import type { Migration } from '@knutpunkt/persistence';

const refuse = (what: string): string => `raise exception '${what}' using errcode = 'insufficient_privilege'`;

/** Hidden answers are shown when the poll has closed, so closing it is for those who lead it. A policy cannot compare a row with what it was. */
const guardPoll = `begin
  if me() is not null and (new.status <> old.status or new.meeting_id is distinct from old.meeting_id or new.reminded_at is distinct from old.reminded_at) and old.organiser_id <> me()
    and not exists (select from memberships m where m.group_id = old.group_id and m.person_id = me() and m.role in ('chair', 'secretary') and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now())) then
    ${refuse('not yours to lead')};
  end if;
  return new;
end`;

const guardVote = `begin
  if me() is not null and (new.by_person_id <> me() or not exists (select from polls p where p.id = new.poll_id and p.status = 'open')) then
    ${refuse('nobody answers in the name of another, or what is closed')};
  end if;
  return new;
end`;

const guardOption = `begin
  if me() is not null and new.proposed_by <> me() then
    ${refuse('nobody proposes in the name of another')};
  end if;
  return new;
end`;

/** Past the handlers too: who only answers a poll neither closes it nor answers after its close or in another's name. */
export const guardPolls: Migration = {
  name: '1771500004000-guard-polls',
  up: () => [
    `create function guard_poll() returns trigger language plpgsql as $$ ${guardPoll} $$`,
    'create trigger polls_guard before update on polls for each row execute function guard_poll()',
    `create function guard_vote() returns trigger language plpgsql as $$ ${guardVote} $$`,
    'create trigger poll_votes_guard before insert or update on poll_votes for each row execute function guard_vote()',
    `create function guard_option() returns trigger language plpgsql as $$ ${guardOption} $$`,
    'create trigger poll_options_guard before insert on poll_options for each row execute function guard_option()',
  ],
};
