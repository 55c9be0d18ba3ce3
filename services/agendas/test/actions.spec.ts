import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AcceptAction, ActionDetails, AgendaDetails, CompleteAction, DeclineAction, GiveAction, GroupActions, GroupChanged, HandOverAction, LeaveActionUndone, MyActions, type ActionView, type RawInput,
} from '@knutpunkt/contracts';
import { TestHub, World, eventually, type TestPerson } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { anAgenda, ended, see, takenUp, type AnAgenda, type Table } from './an-agenda.js';
import { ToldMeetings } from './told-meetings.js';

let hub: TestHub;
let world: World;
let table: Table;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  world = new World(hub, ['agendas']);
  table = { hub, world, meetings: new ToldMeetings(hub) };
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const mine = async (as: TestPerson, state: 'open' | 'settled' = 'open'): Promise<ActionView[]> => (await hub.ask(MyActions, as, { state })).items;

async function given(agenda: AnAgenda, changes: Partial<RawInput<typeof GiveAction>> = {}, of: Parameters<typeof takenUp>[3] = {}): Promise<ActionView> {
  const item = await takenUp(hub, agenda, 'Läget', of);
  return hub.ask(GiveAction, agenda.people[0], { meetingId: agenda.meetingId, itemId: item.id, text: 'Ta fram statistik', due: inDays(7), ...(changes.functionId ? {} : { personId: agenda.people[1].id }), ...changes });
}
const told = (id: string) => hub.asAdmin<{ type: string; data: { tell?: string[]; to?: string } }>('agendas', "select envelope->>'type' as type, envelope->'data' as data from outbox where aggregate_id = $1 order by seq", [id])
  .then((rows) => rows.map((r) => [r.type.split('.').at(-2), ...(r.data.tell ? [r.data.tell.join()] : [])]));

describe('what somebody has promised', () => {
  it('stands in that one\'s list across meetings, soonest due first, and in nobody else\'s', async () => {
    const agenda = await anAgenda(table);
    const other = await anAgenda(table, { inHours: 48, of: agenda });
    await given(agenda, { text: 'Sedan', due: inDays(9) });
    await given(other, { text: 'Först', due: inDays(2) });

    expect((await mine(agenda.people[1])).map((a) => a.text)).toEqual(['Först', 'Sedan']);
    expect(await mine(agenda.people[2])).toEqual([]);
    const first = await hub.ask(MyActions, agenda.people[1], { limit: 1 });
    expect((await hub.ask(MyActions, agenda.people[1], { limit: 1, cursor: first.next! })).items.map((a) => a.text)).toEqual(['Sedan']);
    expect((await hub.ask(GroupActions, agenda.people[4], { groupId: agenda.group.id })).items).toHaveLength(2);
    expect((await hub.ask(GroupActions, agenda.outsider, { groupId: agenda.group.id })).items).toEqual([]);
  });

  it('comes back on the agenda of the group\'s next meeting until it is done', async () => {
    const agenda = await anAgenda(table);
    const next = await anAgenda(table, { inHours: 48, of: agenda });
    const action = await given(agenda);
    expect((await see(hub, agenda.people[3], next.meetingId)).openActions.map((a) => a.id)).toEqual([action.id]);

    await hub.ask(CompleteAction, agenda.people[1], { actionId: action.id }, { ifMatch: action.version });

    expect((await see(hub, agenda.people[3], next.meetingId)).openActions).toEqual([]);
    expect(await mine(agenda.people[1], 'settled')).toMatchObject([{ state: 'done', settledAt: expect.any(String) }]);
  });

  it('is not done with a reason', async () => {
    const agenda = await anAgenda(table);
    const action = await given(agenda);

    expect(await hub.ask(LeaveActionUndone, agenda.people[1], { actionId: action.id, reason: 'Underlag saknas' }, { ifMatch: action.version })).toMatchObject({ state: 'not-done', reason: 'Underlag saknas', may: [] });
  });

  it('is late the day after, in Sweden, and reminded of: the owner first, then who coordinates, each once', async () => {
    const agenda = await anAgenda(table);
    const action = await given(agenda, { due: inDays(-10) });

    expect((await mine(agenda.people[1]))[0]).toMatchObject({ id: action.id, late: true });
    await eventually(async () => expect(await told(action.id)).toEqual([['given'], ['late', agenda.people[1].id], ['late', agenda.people[0].id]]));
  });

  it('is reminded of before the day', async () => {
    const agenda = await anAgenda(table);
    const action = await given(agenda);

    const planned = await hub.asAdmin<{ kind: string; day: string }>('agendas', "select kind, to_char(at at time zone 'Europe/Stockholm', 'YYYY-MM-DD HH24:MI') as day from due where subject_id = $1 order by at", [action.id]);
    expect(planned).toEqual([{ kind: 'action-before', day: `${inDays(4)} 08:00` }, { kind: 'action-late', day: `${inDays(8)} 08:00` }]);
  });

  it('is not reminded of once it is done', async () => {
    const agenda = await anAgenda(table);
    const action = await given(agenda);
    await hub.ask(CompleteAction, agenda.people[1], { actionId: action.id }, { ifMatch: action.version });

    const pending = await hub.asAdmin('agendas', 'select distinct on (kind) kind, at from due where subject_id = $1 order by kind, seq desc', [action.id]);
    expect(pending.map((p) => (p as { at: unknown }).at)).toEqual([null, null, null]);
  });

  it('is given to nobody who has left', async () => {
    const agenda = await anAgenda(table);
    const leaver = await world.person(agenda.organisations[1]!, 'Slutar');
    await world.leave(leaver);

    await expect(given(agenda, { personId: leaver.id })).rejects.toMatchObject({ name: 'unknown-owner' });
  });

  it('has no owner when that one has left, and is kept', async () => {
    const agenda = await anAgenda(table);
    const leaver = await world.person(agenda.organisations[1]!, 'Slutar');
    await world.settled();
    const action = await given(agenda, { personId: leaver.id });
    await world.leave(leaver);

    const seen = await hub.ask(ActionDetails, agenda.people[0], { actionId: action.id });
    expect(seen).toMatchObject({ ownerless: true, state: 'open', may: ['done', 'not-done', 'hand-over'] });
    expect(ended(await hub.answer(HandOverAction, agenda.people[0], { actionId: action.id, personId: leaver.id }, { ifMatch: seen.version }))).toBe('unknown-owner');
  });

  it('belongs to whoever holds the function that it is given to', async () => {
    const agenda = await anAgenda(table);
    const duty = await world.function(agenda.organisations[1]!, 'Kommunpolisen', [agenda.outsider]);
    const empty = await world.function(agenda.organisations[1]!, 'Obemannad', []);
    await world.settled();

    const action = await given(agenda, { functionId: duty.id });

    expect(await mine(agenda.outsider)).toMatchObject([{ id: action.id, owner: { person: null, function: { id: duty.id } }, mine: true, may: ['done', 'not-done', 'hand-over'] }]);
    await expect(given(agenda, { functionId: empty.id })).rejects.toMatchObject({ name: 'unknown-owner' });
  });
});

describe('of a group that is wound up', () => {
  it('stays with whoever has it, says so, and is finished or handed over to another of those who took part', async () => {
    const agenda = await anAgenda(table);
    const { id, name, level } = agenda.group;
    const [, owner, other] = agenda.people;
    const [first, second] = [await given(agenda, { text: 'Den ena', due: inDays(3) }), await given(agenda, { text: 'Den andra', due: inDays(4) })];
    const group = { id, name, woundUp: false };
    expect((await mine(owner)).map(({ meeting }) => meeting)).toMatchObject([{ group, seen: true }, { group, seen: true }]);

    await world.tell(GroupChanged, id, { id, name, level, ownerAuthorityId: agenda.organisations[0]!.authorityId, requiredAssuranceLevel: 2, status: 'archived' });
    for (const person of agenda.people) await world.end(agenda.group, person);
    await world.settled();

    expect((await mine(owner)).map(({ meeting }) => meeting)).toMatchObject([{ group: { ...group, woundUp: true }, seen: false }, { group: { ...group, woundUp: true }, seen: false }]);
    expect(ended(await hub.answer(AgendaDetails, owner, { meetingId: agenda.meetingId }))).toBe('not-found');
    expect(await hub.ask(CompleteAction, owner, { actionId: first.id }, { ifMatch: first.version })).toMatchObject({ state: 'done' });
    expect(ended(await hub.answer(HandOverAction, owner, { actionId: second.id, personId: (await world.person(await world.organisation('Utanför'), 'Någon')).id }, { ifMatch: second.version }))).toBe('unknown-owner');
    await hub.ask(HandOverAction, owner, { actionId: second.id, personId: other.id }, { ifMatch: second.version });
    const [offered] = await mine(other);
    await hub.ask(AcceptAction, other, { actionId: second.id }, { ifMatch: offered!.version });
    expect(await mine(other)).toMatchObject([{ id: second.id, state: 'open', meeting: { group: { woundUp: true } }, may: ['done', 'not-done', 'hand-over'] }]);
    expect(await mine(owner)).toEqual([]);
  });
});

describe('of a group that is being wound up', () => {
  it('says so to whoever has it, and not of a group that only rests', async () => {
    const agenda = await anAgenda(table);
    const { id, name, level } = agenda.group;
    const [, owner] = agenda.people;
    await given(agenda, { text: 'Det som är kvar', due: inDays(3) });
    const becomes = async (status: 'established' | 'dormant', endsAt?: string) => {
      await world.tell(GroupChanged, id, { id, name, level, ownerAuthorityId: agenda.organisations[0]!.authorityId, requiredAssuranceLevel: 2, status, ...(endsAt && { endsAt }) });
      await world.settled();
      return (await mine(owner))[0]!.meeting.group;
    };

    expect(await becomes('dormant')).toEqual({ id, name, woundUp: false, windingUp: false });
    expect(await becomes('dormant', new Date(Date.now() + 30 * 86_400_000).toISOString())).toEqual({ id, name, woundUp: false, windingUp: true });
    expect(await becomes('established')).toEqual({ id, name, woundUp: false, windingUp: false });
  });
});

describe('handing over', () => {
  it('is an offer until the other accepts', async () => {
    const agenda = await anAgenda(table);
    const [, from, to, third] = agenda.people;
    const action = await given(agenda);

    const offered = await hub.ask(HandOverAction, from, { actionId: action.id, personId: to.id }, { ifMatch: action.version });
    expect(offered).toMatchObject({ state: 'offered', owner: { person: { id: from.id } }, offeredTo: { person: { id: to.id } } });
    expect(ended(await hub.answer(AcceptAction, third, { actionId: action.id }, { ifMatch: offered.version }))).toBe('not-allowed');
    expect(ended(await hub.answer(AcceptAction, from, { actionId: action.id }, { ifMatch: offered.version }))).toBe('not-allowed');

    expect(await hub.ask(AcceptAction, to, { actionId: action.id }, { ifMatch: offered.version })).toMatchObject({ state: 'open', owner: { person: { id: to.id } }, mine: true });
    expect(await mine(from)).toEqual([]);
    expect(await told(action.id)).toEqual([['given'], ['handed-over'], ['accepted']]);
  });

  it('is declined with a reason, and stays where it was', async () => {
    const agenda = await anAgenda(table);
    const [, from, to] = agenda.people;
    const action = await given(agenda);
    const offered = await hub.ask(HandOverAction, from, { actionId: action.id, personId: to.id }, { ifMatch: action.version });

    await hub.ask(DeclineAction, to, { actionId: action.id, reason: 'Inte vårt' }, { ifMatch: offered.version });

    expect(await mine(from)).toMatchObject([{ state: 'open', reason: 'Inte vårt' }]);
    expect(await mine(to)).toEqual([]);
  });
});

describe('an action of an item addressed to two organisations', () => {
  it('exists for those two and for who has it, and is not given past them', async () => {
    const agenda = await anAgenda(table);
    const { people: [secretary, police, arboga], organisations, group } = agenda;
    const of = { by: police, reach: 'hidden' as const, authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId] };

    const action = await given(agenda, {}, of);

    expect(ended(await hub.answer(ActionDetails, arboga, { actionId: action.id }))).toBe('not-found');
    expect((await hub.ask(GroupActions, arboga, { groupId: group.id })).items).toEqual([]);
    expect((await hub.ask(GroupActions, secretary, { groupId: group.id })).items).toHaveLength(1);
    await expect(given(agenda, { personId: arboga.id }, of)).rejects.toMatchObject({ name: 'unknown-owner' });
    const [facts] = await hub.asAdmin<{ audiences: { audience: string }[] }>('agendas', "select envelope->'data'->'action'->'audiences' as audiences from outbox where aggregate_id = $1", [action.id]);
    expect(facts!.audiences.map((a) => a.audience).sort()).toEqual([secretary.id, police.id].sort());
  });
});
