import type { Migration } from '@knutpunkt/persistence';
import { amongSeen, amongWhole } from './1766000030000-create-matters.js';

const ofMeetings = ['organiser_id', 'starts_at', 'ends_at', 'zone', 'place', 'online', 'status', 'sequence'];

/** Besides seeing the matter, one must see what of it this is about, such as an item of a meeting's agenda. */
const mine = `person_id = me() and ((matter_id ${amongWhole} and (about_id is null or about_id ${amongWhole})) or (kind in ('rescheduled', 'cancelled') and matter_id ${amongSeen}))`;

const keepAudiences = `
  delete from matter_audiences a where a.matter_id = matter;
  insert into matter_audiences select a.audience, a.level, a."validFrom", a."validTo", matter, a.kind
    from jsonb_to_recordset(rows) as a(audience uuid, kind text, level text, "validFrom" timestamptz, "validTo" timestamptz)`;

const keepOther = `
  insert into matters (id, kind, group_id, group_level, meeting_id, due, sender_organisation_id, receiver_organisation_id, function_id, version)
    select r.id, r.kind, r."groupId", r."groupLevel", r."meetingId", r.due, r."senderOrganisationId", r."receiverOrganisationId", r."functionId", v
      from jsonb_to_record(m) as r(id uuid, kind text, "groupId" uuid, "groupLevel" text, "meetingId" uuid, due date, "senderOrganisationId" uuid, "receiverOrganisationId" uuid, "functionId" uuid)
    on conflict (id) do update set due = excluded.due, function_id = excluded.function_id, version = excluded.version;
  select keep_audiences((m->>'id')::uuid, m->'audiences')`;

/** Actions and requests beside the meetings, and the items of agendas by their audiences alone: of none of them a text. */
export const moreKindsOfMatter: Migration = {
  name: '1766000036000-more-kinds-of-matter',
  up: (service) => [
    `alter table matters add column kind text not null default 'meeting' check (kind in ('meeting', 'action', 'referral')), add column meeting_id uuid, add column due date,
      add column sender_organisation_id uuid, add column receiver_organisation_id uuid, add column function_id uuid, add column assignee_id uuid, ${ofMeetings.map((column) => `alter column ${column} drop not null`).join(', ')},
      add check (kind <> 'meeting' or (${ofMeetings.map((column) => `${column} is not null`).join(' and ')})), add check (kind = 'meeting' or due is not null)`,
    'alter table notifications add column about_id uuid',
    'drop policy api_select on notifications',
    'drop policy api_update on notifications',
    `create policy api_select on notifications for select to ${service}_api using (${mine})`,
    `create policy api_update on notifications for update to ${service}_api using (${mine}) with check (${mine})`,
    'alter table live_events drop constraint live_events_type_check',
    "alter table live_events add constraint live_events_type_check check (type in ('meeting', 'action', 'referral', 'notification', 'group', 'access'))",
    `create function keep_audiences(matter uuid, rows jsonb) returns void language sql as $$ ${keepAudiences} $$`,
    `create function keep_other(m jsonb, v int) returns void language sql as $$ ${keepOther} $$`,
  ],
};
