import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AddOutcome, AddressItem, AgendaAs, CorrectNotes, EditItem, GiveAction, LockNotes, MoveItem, ProposeItem, RecordPresence, UseTemplate, WriteNotes, type AnyOperation, type ItemView, type RawInput,
} from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { isEditable, isOnAgenda, transitions, type ItemState } from '../src/items/item.js';
import { anAgenda, ended, see, takenUp, text, type AnAgenda, type Table } from './an-agenda.js';
import { fiveOrganisations, ToldMeetings } from './told-meetings.js';

type Status = 'open' | 'locked' | 'cancelled';
const statuses: readonly Status[] = ['open', 'locked', 'cancelled'];
const leaders = ['secretary', 'chair'];

let hub: TestHub;
let table: Table;
let agenda: AnAgenda;
let item: ItemView;
let roles: Record<string, TestPerson>;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  table = { hub, world: new World(hub, ['agendas']), meetings: new ToldMeetings(hub) };
  const five = await fiveOrganisations(table.world);
  const [secretary, chair, proposer, reader, closed] = five.people;
  agenda = await anAgenda(table, { inHours: -1, of: { ...five, group: await table.world.group(five.organisations[0]!, [secretary, [chair, 'chair'], proposer, reader, closed]) } });
  roles = { secretary, chair, proposer, reader, closed, stranger: five.outsider };
  await takenUp(hub, agenda, 'Först');
  item = await takenUp(hub, agenda, 'Läget', { by: proposer, reach: 'hidden', authorities: authorities() });
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const authorities = (): string[] => [0, 1, 2, 3].map((i) => agenda.organisations[i]!.authorityId);

/** Puts agenda and item into their states, whatever was done before. */
const putIn = (status: Status, state: ItemState): Promise<unknown> =>
  hub.asAdmin('agendas', `
    with agenda as (update agendas set status = $2, locked_at = null, locked_by = null where id = $1), item as (update items set state = $4, version = 1 where id = $3), content as (update item_contents set version = 1 where item_id = $3),
      templates as (update item_contents set template = null where item_id <> $3 and template is not null), versions as (delete from notes_versions where item_id = $3), outcome as (delete from outcomes where item_id = $3)
    delete from item_notes where item_id = $3`, [agenda.meetingId, status, item.id, state]);

async function answerOf<Op extends AnyOperation>(op: Op, role: string, input: object, ifMatch?: string): Promise<string | number> {
  return ended(await hub.answer(op, roles[role]!, { meetingId: agenda.meetingId, ...input } as RawInput<Op>, ifMatch ? { ifMatch } : {}));
}

describe('the table of an agenda', () => {
  const due = '2030-01-01';
  const acts: readonly { op: AnyOperation; by: readonly string[]; ok: number; input?: () => object; version?: (as: TestPerson) => Promise<string> }[] = [
    { op: ProposeItem, by: [...leaders, 'proposer', 'reader', 'closed'], ok: 201, input: () => text('Ny') },
    { op: MoveItem, by: leaders, ok: 200, input: () => ({ itemId: item.id, to: 1 }), version: async (as) => (await see(hub, as, agenda.meetingId)).order.version },
    { op: RecordPresence, by: leaders, ok: 201, input: () => ({ personId: roles['reader']!.id, from: `${due}T08:00:00Z` }) },
    { op: UseTemplate, by: leaders, ok: 200, input: () => ({ template: 'est' }) },
    { op: LockNotes, by: leaders, ok: 200, version: async (as) => (await see(hub, as, agenda.meetingId)).version },
  ];

  it.each(statuses.flatMap((status) => acts.map((act) => [status, act.op.name, act] as const)))('when it is %s, answers %s by each role', async (status, _, { op, by, ok, input, version }) => {
    for (const role of Object.keys(roles)) {
      await putIn(status, 'taken-up');
      const sees = role !== 'stranger' && !(role === 'closed' && op === MoveItem);
      const expected = !sees ? 'not-found' : !by.includes(role) ? 'not-allowed' : status === 'open' ? ok : `agenda-${status}`;
      expect([role, await answerOf(op, role, input?.() ?? {}, sees ? await version?.(roles[role]!) : version && 'x')]).toEqual([role, expected]);
    }
  });

  it.each(statuses)('when it is %s, is seen through another\'s eyes by those who lead', async (status) => {
    await putIn(status, 'taken-up');
    for (const role of Object.keys(roles)) expect([role, await answerOf(AgendaAs, role, { authorityId: authorities()[3]! })]).toEqual([role, role === 'stranger' ? 'not-found' : leaders.includes(role) ? 200 : 'not-allowed']);
  });
});

describe('the table of what is written in an item', () => {
  const writers = [...leaders, 'proposer'];
  const states = Object.keys(transitions) as ItemState[];
  const acts: readonly { op: AnyOperation; takes: (state: ItemState) => boolean; ok: number; version?: string; input: () => object }[] = [
    { op: EditItem, takes: isEditable, ok: 200, version: 's1.c1', input: () => text('Ny') },
    { op: AddressItem, takes: isEditable, ok: 200, version: 's1.c1', input: () => ({ reach: 'hidden', authorities: authorities() }) },
    { op: WriteNotes, takes: isOnAgenda, ok: 200, version: 'n0', input: () => ({ text: 'Ord' }) },
    { op: AddOutcome, takes: isOnAgenda, ok: 201, input: () => ({ kind: 'decision', text: 'Ord' }) },
    { op: GiveAction, takes: isOnAgenda, ok: 201, input: () => ({ text: 'Ord', due: '2030-01-01', personId: roles['reader']!.id }) },
    { op: CorrectNotes, takes: isOnAgenda, ok: 200, version: 'n0', input: () => ({ text: 'Ord', reason: 'Skäl' }) },
  ];
  /** Notes are corrected once they are locked; all else is done while the agenda is open. */
  const byStatus = (op: AnyOperation, status: Status): string | null =>
    op === CorrectNotes ? { open: 'notes-not-locked', locked: null, cancelled: 'agenda-cancelled' }[status] : { open: null, locked: 'agenda-locked', cancelled: 'agenda-cancelled' }[status];

  it.each(statuses.flatMap((status) => acts.map((act) => [status, act.op.name, act] as const)))('in an agenda that is %s, answers %s by each role in each state', async (status, _, { op, takes, ok, version, input }) => {
    // An agenda that is closed to a change is asked before the item's state.
    for (const state of byStatus(op, status) ? (['taken-up'] as const) : states) for (const role of Object.keys(roles)) {
      await putIn(status, state);
      const allowed = byStatus(op, status) ?? (takes(state) ? ok : 'wrong-state');
      const expected = ['closed', 'stranger'].includes(role) ? 'not-found' : writers.includes(role) ? allowed : 'not-allowed';
      expect([state, role, await answerOf(op, role, { itemId: item.id, ...input() }, version)]).toEqual([state, role, expected]);
    }
  }, 30_000);

  it('takes no word from one who leads and only knows that it is there', async () => {
    await putIn('open', 'taken-up');
    const marked = await takenUp(hub, agenda, 'Märkt', { by: roles['proposer']!, reach: 'marked', authorities: [agenda.organisations[2]!.authorityId] });
    for (const { op, input, version } of acts.filter((act) => act.op !== CorrectNotes)) expect([op.name, await answerOf(op, 'secretary', { itemId: marked.id, ...input() }, version?.startsWith('n') ? 'n0' : version && 's2')]).toEqual([op.name, 'not-allowed']);
  });
});
