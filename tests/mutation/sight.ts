import { everybody, functions, groupNames, groups, people, type GroupName, type Who } from '../leaks/histories/county.js';
import { administers, is, leads, orgOf, owns, reads, readsItem, roleIn, seesAction, seesGroup, sees, type World } from '../leaks/histories/model.js';
import { seesList } from './hidden-lists.js';
import { still } from './nominations.js';
import { rulesOfPolls } from './polls.js';

export type Row = Readonly<Record<string, unknown>>;
export type Use = 's' | 'i' | 'u' | 'd';
/** Rows of other tables, as a superuser sees them. */
export type Rows = (table: string) => readonly Row[];

interface Naming { readonly name: (id: string) => string; readonly id: (label: string) => string; readonly ids: readonly string[] }
type Rule = (row: Row) => boolean;
/** For each use of a table: the rows that somebody may use, and those that may be locked where fewer may be changed. What is not here is refused. */
export type Rules = Readonly<Partial<Record<Use | 'locked', Rule>>>;

/** An action of an item for all, that the model does not know of. */
export const promisedThere = '0199c0de-0000-7000-8000-0000000000a7';

const past = (at: unknown): boolean => typeof at === 'string' && new Date(at) <= new Date();

/** What one person may do with which rows, told by the model of the domain: see what reaches one; change what one reads whole; add in one's own name. */
export function rulesOf(w: World, who: Who, { name, id }: Naming, rows: Rows): (service: string, table: string) => Rules {
  const the = (value: unknown): string => name(String(value));
  const me = id(who);
  const named = (value: unknown) => [...everybody, ...Object.keys(functions)].find((one) => one === the(value)) as Who | undefined;
  const unit = rows('directory.people').find((p) => p['id'] === me)!['unit_id'];
  const mine = (audience: unknown): boolean => audience === unit || the(audience) === people[who].of || (named(audience) !== undefined && is(who, named(audience)!)) || groupNames.some((g) => g === the(audience) && ['secretary', 'member'].includes(roleIn(w, who, g) ?? ''));
  const shell = (audience: unknown): boolean => groupNames.some((g) => g === the(audience) && roleIn(w, who, g) === 'calendar');
  const meeting = (test: typeof reads) => (column: string): Rule => (row) => w.meetings.some((m) => m.label === the(row[column]) && test(w, who, m));
  const [wholly, atAll, leading] = [meeting(reads), meeting(sees), meeting((world, one, m) => reads(world, one, m) && leads(world, one, m))];
  const listed = meeting(seesList);
  const leader = (row: Row): boolean => rows('agendas.agendas').some((a) => a['id'] === row['agenda_id'] && a['organiser_id'] === row['person_id']);
  const reached = (row: Row, too: (audience: unknown) => boolean = () => false): boolean => (row['audiences'] as string[]).some((one) => mine(one) || too(one));
  const item = (test: typeof readsItem) => (column: string): Rule => (row) => w.items.some((i) => i.label === the(row[column]) && test(w, who, i));
  const readable = (column: string): Rule => (row) => item(readsItem)(column)(row) || standing(rows('agendas.items'), row[column], wholly('agenda_id'));
  const worksAt = (p: Row): unknown => p['authority_id'] ?? [...rows('directory.people'), ...rows('directory.functions')].find((one) => one['id'] === (p['person_id'] ?? p['function_id']))!['authority_id'];
  const atTable = (agendaId: unknown): boolean => rows('agendas.participants').some((p) => p['agenda_id'] === agendaId && (p['person_id'] === me || the(worksAt(p)) === people[who].of));
  const forAll = (itemId: unknown): Row | undefined => rows('agendas.item_audiences').find((r) => r['item_id'] === itemId && r['audience_id'] === r['agenda_id'] && r['level'] === 'content');
  /** What is for all is for all at that table. */
  const tabled = (column: string): Rule => (row) => { const whole = forAll(row[column]); return whole === undefined || atTable(whole['agenda_id']); };
  const said = (column: string): Rule => (row) => readable(column)(row) && tabled(column)(row);
  /** The words of an item: its proposer reads the own ones until it is taken up. */
  const written: Rule = (row) => said('item_id')(row) || (readable('item_id')(row) && row['proposer_id'] === me && rows('agendas.items').some((i) => i['id'] === row['item_id'] && i['state'] === 'proposed'));
  const known = (column: string): Rule => (row) => item((world, one, i) => readsItem(world, one, i) || (i.reach === 'marked' && reads(world, one, i.meeting)))(column)(row) || standing(rows('agendas.items'), row[column], wholly('agenda_id'));
  const action = (column: string): Rule => (row) => (row[column] === promisedThere && said('item_id')(row)) || w.actions.some((a) => a.label === the(row[column]) && seesAction(w, who, a) && (owns(who, a) || tabled('item_id')(row)));
  const own = (column: string): Rule => (row) => row[column] === me;
  const seen = (row: Row): boolean => rows('notifications.matter_audiences').some((a) => a['matter_id'] === row['id'] && (mine(a['audience']) || shell(a['audience'])));
  const whole = (matter: unknown): boolean => rows('notifications.matter_audiences').some((a) => a['matter_id'] === matter && a['level'] === 'content' && mine(a['audience']));
  const notice: Rule = (row) => own('person_id')(row) && ((whole(row['matter_id']) && (row['about_id'] === null || whole(row['about_id']))) || (['rescheduled', 'cancelled'].includes(String(row['kind'])) && seen({ id: row['matter_id'] })));
  const level: Rule = (row) => own('person_id')(row) && Number(row['level']) <= people[who].level;
  const side = (row: Row): Rule => (audience) => audience['referral_id'] === row['referral_id'] && mine(audience['audience_id']) && !past(audience['valid_to']);
  const sides = (row: Row, column = 'referral_id') => rows('referrals.side_audiences').filter(side({ referral_id: row[column] }));
  const between: Rule = (row) => sides(row).some((a) => row['side_id'] === null || a['role'] === 'sender' || a['side_id'] === row['side_id']);
  const request = (row: Row) => rows('referrals.referrals').find((r) => r['id'] === row['referral_id'])!;
  const sending: Rule = (row) => sides(row).some((a) => a['role'] === 'sender');
  const reaches: Rule = (row) => sides(row, 'id').length > 0;
  const ownSide: Rule = (row) => sides(row).some((a) => a['side_id'] === row['id']);
  const member = (row: Row) => ({ group: groupNames.find((g) => g === the(row['group_id'])), person: everybody.find((p) => p === the(row['person_id'])) });
  const seat: Rule = (row) => own('person_id')(row) || mine(row['group_id']);
  const administered = (test: (g: GroupName, p: Who) => boolean): Rule => (row) => { const { group, person } = member(row); return group !== undefined && person !== undefined && test(group, person); };
  const ends = administered((g, p) => administers(who, g) || (people[who].admin && orgOf(p) === orgOf(who) && (groups[g].level === 'GENERAL' || people[who].level > 2)));
  const adds = administered((g, p) => administers(who, g) && orgOf(p) === orgOf(who) && p !== who && groups[g].level === 'GENERAL');
  const organisation = (id: unknown): unknown => rows('directory.people').find((p) => p['id'] === id)!['organisation_id'];
  const authorityOfUnit = (id: unknown): unknown => rows('directory.units').find((u) => u['id'] === id)?.['authority_id'];
  const ownUnit = (row: Row): boolean => row['unit_id'] !== null && authorityOfUnit(row['unit_id']) === row['authority_id'] && rows('directory.authorities').find((a) => a['id'] === row['authority_id'])?.['organisation_id'] === row['organisation_id'];
  const nomination: Rule = (row) => people[who].admin && Number(row['required_level']) <= people[who].level && [row['home_organisation_id'], row['owner_organisation_id']].includes(organisation(me));
  const asked: Rule = (row) => rows('directory.nominations').some((n) => n['group_id'] === row['id'] && n['state'] === 'pending' && !past(n['expires_at']) && nomination(n));
  const agreement: Rule = (row) => people[who].admin && (row['parties'] as string[]).includes(String(organisation(me)));
  const archived: Rule = (row) => row['status'] === 'archived' && people[who].admin && Number(row['required_assurance_level']) <= people[who].level && rows('directory.authorities').some((a) => a['id'] === row['owner_authority_id'] && a['organisation_id'] === organisation(me));
  const draft: Rule = (row) => people[who].admin && row['organisation_id'] === organisation(me) && Number(row['required_assurance_level']) <= people[who].level;
  const review: Rule = (row) => people[who].admin && row['organisation_id'] === organisation(me);
  const reviewed: Rule = (row) => review(row) && Number(row['required_level']) <= people[who].level && (row['authority_id'] === null || the(row['authority_id']) === people[who].of);
  const ownGroup = (groupId: unknown): boolean => groupNames.some((g) => g === the(groupId) && administers(who, g));
  const toUs: Rule = (row) => row['object_id'] === organisation(me) && String(row['action']).startsWith('organisation.');
  const byOurs: Rule = (row) => row['actor_kind'] === 'client' && row['organisation_id'] === organisation(me);
  const wasOurs = (groupId: unknown): boolean => rows('directory.groups').some((g) => g['id'] === groupId && archived(g));
  const act: Rule = (row) => people[who].admin && (toUs(row) || byOurs(row) || (row['assurance_level'] !== null && Number(row['assurance_level']) <= people[who].level && (row['organisation_id'] === organisation(me) || ownGroup((row['details'] as Row)['groupId']) || (row['actor_kind'] === 'worker' && wasOurs((row['details'] as Row)['groupId'])))));
  const agreed: Rule = (row) => !own('person_id')(row) && row['agreement_id'] !== null && rows('directory.nominations').some((n) => n['membership_id'] === row['id'] && n['person_id'] === row['person_id'] && nomination(n));
  const belonged = (groupId: unknown): boolean => rows('referrals.memberships').some((m) => m['group_id'] === groupId && m['person_id'] === me && m['role'] !== 'calendar');
  const toldOf: Rule = (r) => mine(r['audience_id']) && !past(r['valid_to']) && (r['group_id'] === null || r['audience_id'] !== me || mine(r['group_id']) || !belonged(r['group_id']));
  const linked: Rule = (r) => reaches({ id: r['referral_id'] }) && rows('referrals.agenda_readers').some((a) => a['item_id'] === r['agenda_item_id'] && toldOf(a));
  const put: Rule = (row) => {
    const [into, what] = [rows('meetings.series').find((s) => s['id'] === row['series_id'])!, rows('meetings.meetings').find((m) => m['id'] === row['meeting_id'])!];
    return reached(into, shell) && own('organiser_id')(what) && (own('organiser_id')(into) || (into['group_id'] !== null && into['group_id'] === what['group_id']));
  };
  const keptRoom: Rule = (row) => people[who].admin && row['organisation_id'] === organisation(me);
  const prepared: Rule = (row) => own('person_id')(row) && (row['group_id'] === null || mine(row['group_id']));
  const typing: Rule = (row) => own('person_id')(row) && said('item_id')(row);
  const content = (rule: Rule): Rules => ({ s: rule, i: rule, u: rule });
  const anything: Rules = { s: () => true };
  const own_: Readonly<Record<string, Rules>> = {
    'agendas.action_audiences': { s: (r) => mine(r['audience_id']) }, 'agendas.actions': { s: action('id'), i: said('item_id'), u: action('id') }, 'agendas.agenda_audiences': { s: (r) => mine(r['audience_id']) },
    'agendas.agendas': { s: wholly('id'), u: leading('id'), locked: wholly('id') }, 'agendas.group_templates': content((r) => mine(r['group_id'])), 'agendas.item_audiences': { s: (r) => r['audience_id'] === r['agenda_id'] || the(r['audience_id']) === people[who].of },
    'agendas.item_contents': { s: written, i: own('proposer_id'), u: written }, 'agendas.item_notes': content(said('item_id')), 'agendas.notes_versions': { s: said('item_id'), i: said('item_id') },
    'agendas.outcomes': { ...content(said('item_id')), d: said('item_id') }, 'agendas.items': { s: known('id'), i: wholly('agenda_id'), u: known('id') }, 'agendas.participants': { s: (r) => wholly('agenda_id')(r) && (listed('agenda_id')(r) || leader(r) || own('person_id')(r) || the(worksAt(r)) === people[who].of) },
    'agendas.presences': { ...content(wholly('agenda_id')), s: (r) => wholly('agenda_id')(r) && (listed('agenda_id')(r) || own('person_id')(r)) },
    'agendas.writings': { s: said('item_id'), i: typing, u: typing, d: typing },
    'meetings.meetings': { s: atAll('id'), i: (r) => own('organiser_id')(r) && the(r['owner_authority_id']) === people[who].of, u: wholly('id') }, 'meetings.meeting_audiences': { s: (r) => mine(r['audience_id']) || shell(r['audience_id']) },
    'meetings.feeds': { ...content(own('person_id')), d: own('person_id') },
    ...Object.fromEntries(['office_hours', 'absences', 'calendars'].map((table) => [`meetings.${table}`, { s: own('person_id'), i: own('person_id'), d: own('person_id') }])),
    'meetings.meeting_drafts': { ...content(prepared), d: prepared },
    'meetings.rooms': { ...content(keptRoom), s: (r) => r['organisation_id'] === organisation(me) },
    'meetings.meeting_guests': { ...content(wholly('meeting_id')), s: listed('meeting_id'), i: (r) => wholly('meeting_id')(r) && own('invited_by')(r) && rows('meetings.meetings').some((m) => m['id'] === r['meeting_id'] && m['group_level'] === 'GENERAL'), d: wholly('meeting_id') },
    'meetings.series': { s: (r) => reached(r, shell), i: (r) => own('organiser_id')(r) && the(r['owner_authority_id']) === people[who].of, u: (r) => reached(r) },
    'meetings.occurrences': { s: atAll('meeting_id'), i: put, u: wholly('meeting_id') },
    'meetings.meeting_contents': content(wholly('meeting_id')), 'meetings.participants': { ...content(wholly('meeting_id')), s: (r) => wholly('meeting_id')(r) && (listed('meeting_id')(r) || r['via'] === 'organiser' || own('person_id')(r) || mine(r['function_id'])) },
    'meetings.meeting_changes': { s: (r) => wholly('meeting_id')(r) && (listed('meeting_id')(r) || !/^(replied|proposal|invited|reminded|removed|guest)/.test(String(r['what'])) || own('by_person_id')(r)), i: wholly('meeting_id') },
    'meetings.availability_queries': { s: (r) => mine(r['asked_id']) },
    ...rulesOfPolls({ me, authority: people[who].of, mine, the }, rows),
    'referrals.referrals': { s: reaches, i: (r) => own('sender_person_id')(r) && the(r['sender_authority_id']) === people[who].of && r['sender_unit_id'] === unit && r['state'] === 'draft', u: reaches }, 'referrals.sides': { s: ownSide, u: ownSide },
    'referrals.side_audiences': { s: (r) => mine(r['audience_id']) }, 'referrals.referral_changes': { s: between, i: between },
    'referrals.referral_texts': { s: (r) => between(r) && (sending(r) || request(r)['state'] !== 'recalled'), i: between, u: (r) => r['kind'] === 'request' && sending(r) && request(r)['state'] === 'draft' },
    'referrals.agenda_readers': { s: toldOf }, 'referrals.referral_links': { s: linked, d: (r) => linked(r) && request(r)['state'] === 'draft' },
    'notifications.live_events': { s: (r) => level(r) && (r['object_id'] === me || mine(r['object_id']) || shell(r['object_id']) || seen({ id: r['object_id'] })) }, 'notifications.live_positions': { s: level },
    'notifications.matter_audiences': { s: (r) => mine(r['audience']) || shell(r['audience']) }, 'notifications.matters': { s: seen }, 'notifications.notifications': { s: notice, u: notice },
    'directory.people': { s: () => true, i: (r) => people[who].admin && r['organisation_id'] === organisation(me) && (r['roles'] as string[]).length === 0 && ownUnit(r), u: (r) => people[who].admin && r['organisation_id'] === organisation(me) },
    'directory.functions': { ...anything, i: () => false, u: () => false }, 'directory.function_members': { s: () => false, i: () => false, d: () => false },
    'directory.groups': { s: (r) => groupNames.some((g) => g === the(r['id']) && seesGroup(w, who, g)) || asked(r) || archived(r) || (r['id'] === still && people[who].admin && orgOf(who) === orgOf('bo')) }, 'directory.audit': { i: own('actor_id'), s: act }, 'directory.agreements': { s: agreement }, 'directory.group_drafts': { s: draft, i: (r) => draft(r) && r['proposed_by'] === null, u: draft, d: draft }, 'directory.reviews': { s: review }, 'directory.review_seats': { s: reviewed }, 'directory.nominations': { s: nomination }, 'directory.memberships': { s: (r) => seat(r) || ends(r), i: (r) => adds(r) || agreed(r), u: (r) => ends(r) && !own('person_id')(r) },
  };
  const common: Readonly<Record<string, Rules>> = {
    groups: { s: (r) => r['level'] === 'GENERAL' || mine(r['id']) || shell(r['id']) }, memberships: { s: seat }, audit: { i: own('actor_id') }, due: { i: (r) => r['state'] === 'pending' }, outbox: { i: (r) => r['published_at'] === null },
    idempotency_keys: { s: own('person_id'), i: own('person_id') }, ...Object.fromEntries(['organisations', 'authorities', 'units', 'people', 'functions', 'holdings'].map((table) => [table, anything])),
  };
  return (service, table) => own_[`${service}.${table}`] ?? common[table] ?? {};
}

/** An agenda's own standing items are for all who read the meeting. */
const standing = (items: readonly Row[], itemId: unknown, wholly: Rule): boolean => items.some((i) => i['id'] === itemId && i['standing'] === true && wholly(i));
