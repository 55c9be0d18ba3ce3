import type { Migration } from '@knutpunkt/persistence';

const mine = 'any((select my_audiences())::uuid[])';
const reads = 'exists (select from poll_audiences a where a.poll_id = poll_options.poll_id and a.audience_id = any((select my_audiences())::uuid[]) and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp()) offset 0)';
const answersFor = `exists (select from poll_voters v where v.poll_id = poll_votes.poll_id and v.voter = poll_votes.voter and v.removed_at is null and (v.person_id = me() or v.function_id = ${mine}) offset 0)`;
const isOpen = "exists (select from polls p where p.id = poll_votes.poll_id and p.status = 'open' offset 0)";
const answers = `${answersFor} and by_person_id = me() and ${isOpen}`;

/** Hidden answers are shown when the poll has closed, so closing it is for those who lead it. A policy cannot compare a row with what it was. */
const guardStatus = `begin
  if me() is not null and (new.status <> old.status or new.meeting_id is distinct from old.meeting_id or new.reminded_at is distinct from old.reminded_at) and old.organiser_id <> me()
    and not exists (select from memberships m where m.group_id = old.group_id and m.person_id = me() and m.role in ('chair', 'secretary') and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now())) then
    raise exception 'not yours to lead' using errcode = 'insufficient_privilege';
  end if;
  return new;
end`;

/** Past the handlers too: who only answers a poll neither closes it nor answers after its close or in another's name. */
export const guardPolls: Migration = {
  name: '1771500004000-guard-polls',
  up: () => [
    `create function guard_poll() returns trigger language plpgsql as $$ ${guardStatus} $$`,
    'create trigger polls_guard before update on polls for each row execute function guard_poll()',
    `alter policy api_insert on poll_votes with check (${answers})`,
    `alter policy api_update on poll_votes using (${answersFor}) with check (${answers})`,
    `alter policy api_insert on poll_options with check (${reads} and proposed_by = me())`,
  ],
};
