import { definerFunction, guard, type Migration } from '@knutpunkt/persistence';
import { validAt } from './1766000030000-create-matters.js';

/** Mails that tell a participant of a meeting: each of them holds all that the earlier ones told. */
export const meetingMails = "('invited', 'reminded', 'rescheduled', 'cancelled', 'resent')";

/** Mails that were given up before, of which only the reason told why. */
const before = `
  update mails set unreached = case when reason = 'no-address' then reason when reason = 'recipient-gone' then 'gone' when dropped_at - queued_at > interval '3 days' then 'given-up' else 'refused' end
  where dropped_at is not null and reason not in ('no-right', 'not-invited', 'invited-again', 'nothing-mailed', 'nothing-asked', 'answered')`;

/** Of each participant the latest mail whose end is known, or that has waited for long: where that one was sent, nothing is missing. */
const missing = `
  select p.id, case last.kind when 'resent' then 'invited' else last.kind end, coalesce(last.unreached, 'waiting') from matter_participants p
  cross join lateral (
    select m.kind, m.unreached, m.sent_at from mails m
     where m.recipient_id = coalesce(p.person_id, p.function_id) and m.matter_id = p.matter_id and m.kind in ${meetingMails}
       and (m.sent_at is not null or m.unreached is not null or (m.dropped_at is null and m.queued_at < now() - interval '1 hour'))
     order by m.seq desc limit 1) last
  where p.matter_id = of_meeting and last.sent_at is null order by p.id`;

const forLeaders = `
  select u.participant_id, u.mail, u.why from missing_mails(of_meeting) u where exists (
    select from matters t where t.id = of_meeting and t.kind = 'meeting'
      and exists (select from matter_audiences a where a.matter_id = t.id and a.level = 'content' and a.audience = any(my_audiences()) and ${validAt('a', 'now()')})
      and (t.organiser_id = me() or exists (
        select from memberships k where k.group_id = t.group_id and k.person_id = me() and k.group_id = any(my_audiences()) and k.role in ('chair', 'secretary') and ${validAt('k', 'now()')})))`;

const told = 'returns table (participant_id uuid, mail text, why text) language sql stable';

/** Who leads a meeting is told which participants its mails do not reach, and why in one word: no address, and nothing that a mail server said. */
export const tellWhatDidNotReach: Migration = {
  name: '1771700180000-tell-what-did-not-reach',
  up: (service) => [
    "alter table mails add column unreached text check (unreached in ('refused', 'given-up', 'no-address', 'gone'))",
    'alter table mails no force row level security', before, 'alter table mails force row level security',
    ...['mails', 'matters', 'matter_participants', 'matter_audiences'].flatMap((table) => guard(service, table, { definer: { select: 'true' } })),
    `create function missing_mails(of_meeting uuid) ${told} as $$ ${missing} $$`,
    ...definerFunction(service, `unreached_of(of_meeting uuid) ${told}`, forLeaders, ['api']),
  ],
};
