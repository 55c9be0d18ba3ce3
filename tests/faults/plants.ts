/** One thing that is put wrong in a county where nothing is, and the promise that it breaks. */
export interface Plant {
  readonly what: string;
  readonly sql: string;
  readonly breaks: string;
}

const items = 'every acknowledged change of an item is there, once, with notes and outcomes';
const twice = 'no item is there twice, nor one that was refused or that nobody proposed';
const readers = 'every item reaches those whom it was addressed to, and nobody else';
const actions = 'every acknowledged change of an action is there, once, and what is late is reminded of once each';
const requests = 'every acknowledged step of a request is there, once, with its text and its deliveries';
const reaches = 'every request reaches the function that has it, and no other';
const told = 'everybody concerned has one notification of each fact, and nobody else has any';
const mailed = 'everybody concerned has one mail of each step, and nobody else has any';
const rowsOf = (thing: string): string => `every ${thing} has one event and one audit row, in an unbroken order`;

/** A row that a table's check would take for another one. */
const again = (table: string, where: string, { as = 'gen_random_uuid()', columns }: { as?: string; columns: string }): string => `insert into ${table} (id, ${columns}) select ${as}, ${columns} from ${table} where ${where} limit 1`;
const one = (table: string, where = 'true', key = 'id'): string => `${key} = (select ${key} from ${table} where ${where} order by ${key} limit 1)`;
const about = (of: string): string => `event_id in (select id from ${of})`;
const stranger = "(select id from directory.people where home_id = 'person77.beta')";

const losses: readonly Plant[] = [
  { what: 'a lost agenda', sql: `delete from agendas.agendas where ${one('agendas.agendas')}`, breaks: 'every meeting has one agenda, which follows it' },
  { what: 'a lost step of an item', sql: `update agendas.items set state = 'proposed' where ${one('agendas.items', "state = 'taken-up' and carried_from is null and facts > 0")}`, breaks: items },
  { what: 'lost notes', sql: `delete from agendas.item_notes where ${one('agendas.item_notes', 'true', 'item_id')}`, breaks: items },
  { what: 'a lost outcome', sql: `delete from agendas.outcomes where ${one('agendas.outcomes')}`, breaks: items },
  { what: 'an action that is open again', sql: `update agendas.actions set state = 'open' where ${one('agendas.actions', "state = 'done'")}`, breaks: actions },
  { what: 'notes that are not locked', sql: `update agendas.agendas set status = 'open' where ${one('agendas.agendas', "status = 'locked'")}`, breaks: 'notes are locked where somebody was told so, and nowhere else' },
  { what: 'a lost step of a request', sql: `update referrals.referrals set state = 'sent' where ${one('referrals.referrals', "state not in ('draft', 'sent')")}`, breaks: requests },
  { what: 'a lost answer', sql: `delete from referrals.referral_texts where ${one('referrals.referral_texts', "kind = 'answer'")}`, breaks: requests },
  { what: 'a request that nobody has taken', sql: `update referrals.sides set assignee_id = null where ${one('referrals.sides', "role = 'receiver' and assignee_id is not null")}`, breaks: 'every request is taken by who took it' },
  { what: 'a lost audit row of an item', sql: `delete from agendas.audit where ${one('agendas.audit', "action = 'item.noted'")}`, breaks: rowsOf('change of an item') },
  { what: 'a lost audit row of a move', sql: `delete from agendas.audit where ${one('agendas.audit', "action = 'item.moved'")}`, breaks: 'every acknowledged move of an item is in the log, and told of once' },
  { what: 'a lost event of a move', sql: `delete from agendas.outbox where ${one('agendas.outbox', "envelope->'data'->>'what' = 'moved'")}`, breaks: 'every acknowledged move of an item is in the log, and told of once' },
  { what: 'a lost audit row of an action', sql: `delete from agendas.audit where ${one('agendas.audit', "action = 'action.given'")}`, breaks: rowsOf('change of an action') },
  { what: 'a lost audit row of a locked agenda', sql: `delete from agendas.audit where ${one('agendas.audit', "action = 'agenda.notes-locked'")}`, breaks: rowsOf('change of an agenda') },
  { what: 'a lost audit row of a request', sql: `delete from referrals.audit where ${one('referrals.audit', "action = 'referral.accepted'")}`, breaks: rowsOf('step of a request') },
  { what: 'a lost event of an item', sql: `delete from agendas.outbox where ${one('agendas.outbox', "subject like '%.item.changed.%' and envelope->'data'->>'what' is distinct from 'moved'")}`, breaks: rowsOf('change of an item') },
  { what: 'a lost event of a taken request', sql: `delete from referrals.outbox where ${one('referrals.outbox', "subject like '%.side.claimed.%'")}`, breaks: rowsOf('taking of a request') },
  ...['item.proposed', 'agenda.notes-locked', 'action.given', 'action.late', 'referral.delivered', 'referral.answered'].map((fact): Plant => ({
    what: `a lost notification of ${fact}`, breaks: told,
    sql: `delete from notifications.notifications where ${one('notifications.notifications', about(`(select id from agendas.outbox where subject like '%.${fact}.%' union all select id from referrals.outbox where subject like '%.${fact}.%') o`))}`,
  })),
  ...['item-answered', 'notes-locked', 'action-given', 'action-late', 'request-received', 'request-moved'].map((kind): Plant => ({ what: `a lost mail of ${kind}`, sql: `delete from notifications.mails where ${one('notifications.mails', `kind = '${kind}'`)}`, breaks: mailed })),
];

const doubles: readonly Plant[] = [
  { what: 'a doubled item', sql: "with made as (insert into agendas.items (id, agenda_id, state, rank) select gen_random_uuid(), agenda_id, state, rank + 1 from agendas.items where carried_from is null and facts > 0 limit 1 returning id, agenda_id) insert into agendas.item_contents (item_id, title, background, type) select m.id, (select title from agendas.item_contents c join agendas.items i on i.id = c.item_id where i.agenda_id = m.agenda_id and i.carried_from is null limit 1), '', 'discussion' from made m", breaks: twice },
  { what: 'a doubled outcome', sql: again('agendas.outcomes', 'true', { columns: 'item_id, kind, text, by_whom' }), breaks: items },
  { what: 'a doubled action', sql: again('agendas.actions', 'true', { columns: 'item_id, agenda_id, group_level, meeting_starts_at, text, due, state, owner_person_id, given_by, facts' }), breaks: rowsOf('change of an action') },
  { what: 'notes that were written twice', sql: `update agendas.item_notes set version = version + 1 where ${one('agendas.item_notes', 'true', 'item_id')}`, breaks: items },
  { what: 'an item that is carried twice', sql: "insert into agendas.items (id, agenda_id, state, rank, carried_from) select gen_random_uuid(), agenda_id, 'taken-up', 1, id from agendas.items i where state = 'treated' and not exists (select from agendas.items c where c.carried_from = i.id) limit 1", breaks: 'what was open is carried to the next agenda once, and nothing else is' },
  { what: 'a doubled step of a request', sql: again('referrals.referral_changes', "what = 'received'", { columns: 'referral_id, side_id, at, what, by_side, by_person_id' }), breaks: requests },
  { what: 'a doubled delivery', sql: again('referrals.referral_changes', "what = 'delivered'", { columns: 'referral_id, side_id, at, what' }), breaks: requests },
  { what: 'a doubled audit row of an item', sql: again('agendas.audit', "action = 'item.taken-up'", { columns: 'actor_kind, actor_id, action, object_id, details' }), breaks: rowsOf('change of an item') },
  { what: 'a doubled audit row of a request', sql: again('referrals.audit', "action = 'referral.sent'", { columns: 'actor_kind, actor_id, action, object_id, details' }), breaks: rowsOf('step of a request') },
  { what: 'a doubled reminder', sql: "insert into agendas.outbox (envelope) select jsonb_set(jsonb_set(envelope, '{id}', to_jsonb(gen_random_uuid())), '{aggregateversion}', to_jsonb((envelope->>'aggregateversion')::int + 100)) from agendas.outbox where subject like '%.action.late.%' limit 1", breaks: rowsOf('change of an action') },
  { what: 'a doubled mail', sql: again('notifications.mails', "kind = 'action-given'", { columns: 'recipient_kind, recipient_id, matter_id, about_id, kind, facts, queued_at, due_at, sent_at, version' }).replace('sent_at, version from', 'sent_at, version + 100 from'), breaks: mailed },
];

const leak = (fact: string, of: string): Plant => ({
  what: `a notification of ${fact} that reaches a stranger`, breaks: told,
  sql: `insert into notifications.notifications (id, event_id, person_id, matter_id, kind, at) select gen_random_uuid(), id, ${stranger}, aggregate_id, 'leaked', now() from ${of}.outbox where subject like '%.${fact}.%' limit 1`,
});
const leaks: readonly Plant[] = [
  { what: 'an item that reaches another authority', sql: "insert into agendas.item_audiences (item_id, agenda_id, audience_id, level) select item_id, agenda_id, gen_random_uuid(), 'content' from agendas.item_audiences r where exists (select from agendas.items i where i.id = r.item_id and i.carried_from is null and i.facts > 0) limit 1", breaks: readers },
  { what: 'a request that reaches another function', sql: "insert into referrals.side_audiences (audience_id, side_id, referral_id, role, kind, level, valid_from, sort_at) select gen_random_uuid(), side_id, referral_id, role, kind, level, valid_from, sort_at from referrals.side_audiences where role = 'receiver' limit 1", breaks: reaches },
  { what: 'a request that still reaches who passed it on', sql: "update referrals.side_audiences set valid_to = null where valid_to is not null", breaks: reaches },
  leak('item.proposed', 'agendas'), leak('agenda.notes-locked', 'agendas'), leak('action.given', 'agendas'), leak('referral.delivered', 'referrals'), leak('referral.closed', 'referrals'),
];

/** One loss, one double and one leak of each kind of thing, and of what is told of it. */
export const plants: readonly Plant[] = [...losses, ...doubles, ...leaks];
