import { AddOutcome, AgendaDetails, AnnounceWriting, DraftReferral, FindTimes, OpenPoll, RecordGuest, RecordPresence, UseTemplate, VoteInPoll, WriteNotes, WriteOwnNotes, type AnyOperation, type RawInput } from '@knutpunkt/contracts';
import { everybody, loadCounties, type Who } from '../leaks/histories/county.js';
import { begin, type World } from '../leaks/histories/model.js';
import { kinds } from '../leaks/histories/moves.js';
import { quiet } from '../leaks/histories/quiet.js';
import { fillArchived, fillDrafts } from './drafts.js';
import { hideLists } from './hidden-lists.js';
import { fillLog } from './logged.js';
import { fillMeetingDrafts } from './meeting-drafts.js';
import { nominate } from './nominations.js';
import { promisedThere } from './sight.js';
import { pollOf, polls } from './polls.js';
import { services } from './probe.js';
import { fillReviews } from './reviews.js';
import { fillRooms } from './rooms.js';
import { Session } from '../leaks/histories/session.js';
import { LeakHub } from '../leaks/leak-hub.js';
import { seriesOf } from '../leaks/scene.js';

/** One history, in which of everything there is something that some may see and others may not. */
export const history = [
  'anna calls UNG: möte1', 'anna calls UNG with bo: möte2', 'fia calls LAN: möte3', 'cilla calls SIG: möte4', 'erik calls a meeting with soc: möte5', 'anna calls UNG with ledare: möte6', 'anna cancels möte6', 'erik answers yes to möte1',
  'cilla proposes punkt1 to möte1, for all', 'erik proposes punkt2 to möte1, marked for MYND', 'cilla proposes punkt3 to möte1, hidden for SN and KS', 'fia proposes punkt4 to möte3, for all', 'erik proposes punkt5 to möte1, marked for MYND', 'gun proposes punkt6 to möte1, for all', 'cilla proposes punkt7 to möte1, for all',
  'anna takes up punkt1', 'anna takes up punkt2', 'anna takes up punkt3', 'anna declines punkt5', 'anna addresses (marked for KS and MYND) punkt7',
  'anna gives erik åtgärd1 of punkt1', 'cilla gives soc åtgärd2 of punkt3', 'erik gives erik åtgärd3 of punkt2', 'anna gives gun åtgärd4 of punkt1', 'erik has done åtgärd3',
  'anna sends förfrågan1 to vakt', 'erik receives förfrågan1', 'erik claims förfrågan1', 'cilla sends förfrågan2 to ledare', 'erik sends förfrågan3 to samord', 'erik recalls förfrågan3',
  'cilla sends förfrågan4 to vakt', 'erik receives förfrågan4', 'erik passes on to ledare förfrågan4', 'bo ends gun\'s membership of UNG',
] as const;

/** A day that can be asked about. */
const soon = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);

/** A hub in which that history has been lived, by its model. */
export class MutationScene {
  private constructor(readonly leaks: LeakHub, readonly session: Session, readonly world: World) {}

  static async start(): Promise<MutationScene> {
    const leaks = await LeakHub.start({ logLevel: 'error' });
    const [county] = await loadCounties(leaks, ['9']);
    const scene = new MutationScene(leaks, new Session(leaks, county!), begin());
    for (const line of history) await scene.live(line);
    await quiet(leaks.hub);
    await scene.write();
    await quiet(leaks.hub);
    await scene.fill();
    return scene;
  }

  /** One move of the history, by what it is called. Throws where it does not come to what the model says. */
  private async live(line: string): Promise<void> {
    const move = Object.values(kinds).flatMap((of) => of(this.world)).find(({ say }) => say === line);
    if (!move) throw new Error(`nobody can try: ${line}`);
    const status = await move.attempt(this.session);
    if ((status < 300) !== (move.outcome === 'done')) throw new Error(`${line}: ${status}`);
    if (move.outcome === 'done') move.apply();
    if (/ (?:calls|cancels|sends|passes|adds|ends) /.test(line)) await quiet(this.leaks.hub);
  }

  /** Texts, presences, typing and a template, which no move of a history writes. */
  private async write(): Promise<void> {
    const { session } = this;
    const [meetingId, itemId] = [session.id('möte1'), session.id('punkt1')];
    const does = async <Op extends AnyOperation>(who: Who, op: Op, input: RawInput<Op>, version?: string): Promise<void> => {
      const { status } = await session.ask(who, op, input, version);
      if (status >= 300) throw new Error(`${op.name}: ${status}`);
    };
    const { body } = await session.ask('anna', AgendaDetails, { meetingId });
    for (const [who, item] of [['anna', itemId], ['erik', session.id('punkt2')]] as const) {
      await does(who, WriteNotes, { meetingId, itemId: item, text: 'Text' }, 'n0');
      await does(who, AddOutcome, { meetingId, itemId: item, kind: 'decision', text: 'Beslut' });
    }
    for (const who of ['anna', 'erik'] as const) await does('anna', RecordPresence, { meetingId, personId: session.id(who), from: body!.startsAt });
    await does('anna', RecordGuest, { meetingId, name: 'En gäst', organisation: 'Föreningen', from: body!.startsAt });
    await does('erik', AnnounceWriting, { meetingId, itemId: session.id('punkt2') });
    await does('anna', UseTemplate, { meetingId, template: 'est' });
    for (const [who, label] of [['anna', 'punkt1'], ['cilla', 'punkt3']] as const) await does(who, DraftReferral, { aboutIndividual: false, functionId: session.id('vakt'), title: 'Utkast', body: 'Text', agendaItemId: session.id(label) });
    await does('anna', FindTimes, { from: soon, to: soon, minutes: 60, people: [session.id('bo'), session.id('cilla')], functions: [session.id('soc')] });
    for (const { by, in: group, also, hidden } of polls) await this.poll(by, { ...pollOf(group ? session.id(group) : '', { hidden, functions: also ? [session.id(also)] : [] }), ...(group ? {} : { groupId: undefined }) });
    await does('erik', WriteOwnNotes, { referralId: session.id('förfrågan1'), text: 'Eget' }, 'n1');
  }

  /** A poll in which everybody answers who is asked. */
  private async poll(by: Who, input: RawInput<typeof OpenPoll>): Promise<void> {
    const { status, body } = await this.session.ask(by, OpenPoll, input);
    if (status >= 300) throw new Error(`OpenPoll: ${status}`);
    for (const who of everybody) await this.session.ask(who, VoteInPoll, { pollId: body!.id, votes: [{ option: 1, vote: 'yes' }] });
  }

  /** Rows of tables that nothing of this has filled: as a superuser, and as like rows elsewhere. */
  private async fill(): Promise<void> {
    const sql = async (service: string, statement: string): Promise<unknown> => this.leaks.hub.asAdmin(service as 'meetings', statement);
    await sql('agendas', "insert into notes_versions select item_id, 1, text, at, by_person_id, 'Rättat' from item_notes");
    await sql('agendas', `insert into group_templates values ('${this.session.id('LAN')}', 'est')`);
    await sql('agendas', `insert into presences select gen_random_uuid(), '${this.session.id('möte3')}', person_id, substitute_for_id, from_at, to_at, version, removed_at from presences limit 1`);
    for (const label of ['möte1', 'möte3', 'möte4', 'möte5']) await seriesOf(this.leaks, this.session.id(label));
    // A series of another's in the group, into which who leads it puts a meeting of the own.
    const anothers = await seriesOf(this.leaks, this.session.id('möte2'));
    await sql('meetings', `update series set organiser_id = '${this.session.id('bo')}' where id = '${anothers}'`);
    await sql('meetings', "insert into meeting_guests (id, meeting_id, name, organisation, secret_hash, invited_by, invited_at) select gen_random_uuid(), id, 'Gästen', 'Föreningen', id::text, organiser_id, now() from meetings where group_level = 'GENERAL'");
    await sql('meetings', "insert into poll_guests (id, poll_id, name, organisation, secret_hash, invited_by, invited_at) select gen_random_uuid(), id, 'Gästen', 'Föreningen', id::text, organiser_id, now() from polls");
    await sql('meetings', "insert into poll_guest_votes select g.id, g.poll_id, 1, 'yes', now() from poll_guests g");
    await this.telling(sql);
    await this.tables(sql);
    await hideLists(sql, (label) => this.session.id(label));
    await sql('meetings', "insert into person_aliases select id, 'annan.' || email from people");
    await sql('meetings', "insert into received_mails (participant_id, key, at) select id, 'a mail', now() from participants limit 1");
    for (const who of ['anna', 'erik'] as const) await sql('meetings', `insert into feeds (person_id, secret_hash) values ('${this.session.id(who)}', '${who}')`);
    for (const who of ['anna', 'erik'] as const) {
      await sql('meetings', `insert into office_hours (person_id, weekday, opens, closes) values ('${this.session.id(who)}', 1, '08:00', '17:00')`);
      await sql('meetings', `insert into calendars (id, person_id, number, kind, added_at) values (gen_random_uuid(), '${this.session.id(who)}', 1, 'file', now())`);
      await sql('meetings', `insert into absences (person_id, starts_at, ends_at) values ('${this.session.id(who)}', now(), now() + interval '1 day')`);
    }
    await fillMeetingDrafts(sql, (label) => this.session.id(label));
    await fillRooms(sql, (label) => this.session.id(label));
    await sql('directory', 'insert into function_members (function_id, person_id, organisation_id) select f.id, p.id, f.organisation_id from functions f join people p on p.organisation_id = f.organisation_id');
    await sql('directory', 'insert into told_guest_ends select id, 1, current_date, true from memberships');
    await nominate(sql, (label) => this.session.id(label));
    await fillArchived(sql, (label) => this.session.id(label));
    await fillLog(sql, (label) => this.session.id(label));
    await fillDrafts(sql, (label) => this.session.id(label));
    await fillReviews(sql, (label) => this.session.id(label));
    await this.typing(sql);
    for (const table of ['sessions', 'pending_logins', 'logout_tokens']) await sql('gateway', emptyRow[table]!);
    for (const service of services) for (const [table, from] of Object.entries(like)) await sql(service, `insert into ${table} overriding system value select * from ${from}.${table} where not exists (select from ${table}) limit 100`);
    for (const service of services) await sql(service, `insert into outbox (envelope, published_at, stream_seq) select jsonb_set(envelope, '{type}', to_jsonb(replace(envelope->>'type', '.meetings.', '.${service}.'))), now(), 1 from meetings.outbox where not exists (select from outbox) limit 3`);
  }

  /** Items that others were told of by name: one who has left the group since, and one who never was in it. */
  private async telling(sql: (service: string, statement: string) => Promise<unknown>): Promise<void> {
    const [item, meeting, group, left, guest] = ['punkt2', 'möte1', 'UNG', 'gun', 'bo'].map((label) => `'${this.session.id(label)}'::uuid`);
    await sql('referrals', `insert into agenda_readers (item_id, meeting_id, group_id, audience_id, valid_from) select ${item}, ${meeting}, ${group}, one, now() from unnest(array[${left}, ${guest}]) one`);
  }

  /** At a table that was: one came herself and works elsewhere now, another's authority was there by a colleague, and a third's was not there. */
  private async tables(sql: (service: string, statement: string) => Promise<unknown>): Promise<void> {
    const [meeting, himself, byColleague, colleague, notThere, elsewhere] = ['möte3', 'hugo', 'fia', 'erik', 'bo', 'SN'].map((label) => `'${this.session.id(label)}'::uuid`);
    await sql('agendas', `update participants set authority_id = ${elsewhere} where agenda_id = ${meeting} and person_id = ${himself}`);
    await sql('agendas', `update participants set person_id = ${colleague} where agenda_id = ${meeting} and person_id = ${byColleague}`);
    await sql('agendas', `delete from participants where agenda_id = ${meeting} and person_id = ${notThere}`);
    const [from, to] = ['punkt1', 'punkt4'].map((label) => `'${this.session.id(label)}'`);
    const like = (table: string, changes: string, alias = 't'): string => `insert into ${table} select (jsonb_populate_record(${alias}, jsonb_build_object('item_id', ${to}, ${changes}))).* from ${table} ${alias} where item_id = ${from} limit 1`;
    for (const table of ['item_notes', 'notes_versions']) await sql('agendas', like(table, "'version', 1"));
    await sql('agendas', like('outcomes', "'id', gen_random_uuid()"));
    await sql('agendas', like('actions', `'id', '${promisedThere}', 'agenda_id', ${meeting}, 'group_id', '${this.session.id('LAN')}'`));
  }

  /** Everybody types everywhere, each longer than a suite runs: also where only a policy keeps somebody from it. */
  private async typing(sql: (service: string, statement: string) => Promise<unknown>): Promise<void> {
    const those = everybody.map((who) => `'${this.session.id(who)}'`).join(', ');
    await sql('agendas', "delete from due where kind = 'writing'");
    await sql('agendas', `insert into writings select i.id, p.id, now() + interval '1 day' from items i, people p where p.id in (${those}) on conflict (item_id, person_id) do update set until = excluded.until`);
  }
}

const like: Readonly<Record<string, string>> = { ...Object.fromEntries(['audit', 'organisations', 'authorities', 'units', 'people', 'functions', 'holdings', 'groups', 'memberships', 'inbox', 'inbox_positions', 'idempotency_keys', 'relayed_to'].map((table) => [table, 'meetings'])), due: 'agendas' };
const hash = "sha256('x')";
const emptyRow: Readonly<Record<string, string>> = {
  sessions: `insert into sessions values (${hash}, 's', '', now(), now(), now(), 1)`, pending_logins: `insert into pending_logins values (${hash}, ${hash}, '', now())`, logout_tokens: `insert into logout_tokens values (${hash}, now())`,
};
