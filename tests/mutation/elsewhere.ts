/** What the roles that act for nobody may do with whole tables (s select, i insert, u update, d delete). What is not here is refused. */
type Uses = Readonly<Record<string, string>>;
const all = 'siud';
const facts = { organisations: 's', authorities: 's', units: 's', people: 's', functions: 's', holdings: 's', groups: 's', memberships: 's' };

/** Events and timers: everything but what is only added to, and what the relay keeps. */
const worker = (table: string): string => ({ outbox: 'i', audit: 'i', relayed_to: '', idempotency_keys: 'sd', migrations: '', newest_place: 's', nominations: 's', group_drafts: '', agreements: 's', function_members: 'sd', referral_texts: 's', referral_changes: 'si', office_hours: 'sd', absences: 'sd', meeting_drafts: 'sd', told_guest_ends: 'siu', person_aliases: 'sid', rooms: '', taken_rooms: '' })[table] ?? all;
/** The functions that see more than their caller. */
const definer: Uses = {
  ...facts, reviews: 'si', review_seats: 'siu', nominations: 'siu', agreements: 'siu', due: 'i', outbox: 'i', newest_place: 'su', meeting_audiences: all, meetings: 'su', meeting_guests: 'su', polls: 's', poll_audiences: 'si', availability_queries: 'i', office_hours: 's', absences: 's', calendars: 's', rooms: 's', taken_rooms: 'sid', participants: 's', agendas: 's', agenda_audiences: 's', items: 'su', item_audiences: all, item_contents: 'su', actions: 's', action_audiences: all,
  referrals: 'su', sides: all, side_audiences: all, referral_links: all, live_events: 'i', live_positions: 'siu',
  // Whom mails do not reach is told to those who lead.
  mails: 's', matters: 's', matter_participants: 's', matter_audiences: 's',
  // Who outside sees what is told with when it was used, and who has read what to those who lead.
  ...Object.fromEntries(['directory', 'meetings', 'agendas', 'referrals'].map((service) => [`${service}.audit`, 's'])),
  // The hub's administrator proposes organisations, and lets them in and out.
  ...Object.fromEntries(['organisations', 'authorities', 'units', 'people'].map((table) => [`directory.${table}`, 'siu'])),
  // An organisation's administrators keep its functions, and say who holds which.
  'directory.functions': 'siu', 'directory.holdings': 'siu',
  // An access review changes memberships, and a substitute's is added.
  'directory.memberships': 'siu',
  // A draft becomes a group.
  'directory.groups': 'siu', 'directory.group_drafts': 'sud',
};
const relay: Uses = { outbox: 'sud', relayed_to: 'siu' };
const owner: Uses = { migrations: all };

export type Role = 'api' | 'worker' | 'relay' | 'definer' | 'owner';
/** The definer's use of a table may differ from service to service. */
export const uses = (role: Exclude<Role, 'api'>, service: string, table: string): string =>
  role === 'worker' ? worker(table) : ({ definer, relay, owner }[role][`${service}.${table}`] ?? { definer, relay, owner }[role][table] ?? '');

type Row = Readonly<Record<string, unknown>>;
/** Of the rows of a table that a role may use, those that it may: events are added unpublished and deleted published, timers added pending. */
export function fits(role: Exclude<Role, 'api'>, table: string, use: string, row: Row): boolean {
  if (table === 'outbox' && use === 'i') return row['published_at'] === null;
  if (table === 'outbox' && use === 'd') return row['published_at'] !== null;
  if (table === 'due' && use === 'i' && role === 'definer') return row['state'] === 'pending';
  return true;
}
