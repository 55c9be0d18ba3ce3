import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AcceptAction, CompleteAction, DeclineAction, DeclineItem, GiveAction, HandOverAction, LeaveActionUndone, PostponeItem, TakeUpItem, TreatItem, WithdrawItem, type ActionView, type AnyOperation, type ItemView,
} from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { transitions as ofActions, type ActionState } from '../src/actions/action.js';
import { agendas } from '../src/index.js';
import { transitions as ofItems, type ItemState } from '../src/items/item.js';
import { anAgenda, ended, takenUp, type AnAgenda, type Table } from './an-agenda.js';
import { ToldMeetings } from './told-meetings.js';

let hub: TestHub;
let table: Table;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  table = { hub, world: new World(hub, ['agendas']), meetings: new ToldMeetings(hub) };
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const itemSteps: readonly { op: AnyOperation; to: ItemState; by: readonly string[]; input?: object }[] = [
  { op: TakeUpItem, to: 'taken-up', by: ['secretary'] }, { op: DeclineItem, to: 'declined', by: ['secretary'], input: { reason: 'Skäl' } }, { op: WithdrawItem, to: 'withdrawn', by: ['proposer'] },
  { op: TreatItem, to: 'treated', by: ['secretary', 'proposer'] }, { op: PostponeItem, to: 'postponed', by: ['secretary', 'proposer'] },
];
const itemStates = Object.keys(ofItems) as ItemState[];
const actionSteps: readonly { op: AnyOperation; to: ActionState; by: readonly string[]; input?: object }[] = [
  { op: CompleteAction, to: 'done', by: ['owner', 'secretary'] }, { op: LeaveActionUndone, to: 'not-done', by: ['owner', 'secretary'], input: { reason: 'Skäl' } },
  { op: HandOverAction, to: 'offered', by: ['owner', 'secretary'] }, { op: AcceptAction, to: 'open', by: ['offered'] }, { op: DeclineAction, to: 'open', by: ['offered'], input: { reason: 'Skäl' } },
];
const actionStates = Object.keys(ofActions) as ActionState[];

describe('the table of an item', () => {
  let agenda: AnAgenda;
  let item: ItemView;
  let roles: Record<string, TestPerson>;

  beforeAll(async () => {
    agenda = await anAgenda(table);
    const [secretary, proposer, reader, closed] = agenda.people;
    roles = { secretary, proposer, reader, closed, stranger: agenda.outsider };
    item = await takenUp(hub, agenda, 'Läget', { by: proposer, reach: 'hidden', authorities: [0, 1, 2].map((i) => agenda.organisations[i]!.authorityId) });
  });

  const tried = async (from: ItemState, { op, input }: (typeof itemSteps)[number], role: string): Promise<string | number> => {
    await hub.asAdmin('agendas', 'update items set state = $2, version = 1 where id = $1', [item.id, from]);
    return ended(await hub.answer(op, roles[role]!, { meetingId: agenda.meetingId, itemId: item.id, ...input }, { ifMatch: 's1.c1' }));
  };

  it.each(itemStates.flatMap((from) => itemSteps.map((step) => [from, step.op.name, step] as const)))('from %s, %s answers each role by its rule', async (from, _, step) => {
    const allowed = (ofItems[from] as readonly ItemState[]).includes(step.to);
    for (const role of ['secretary', 'proposer', 'reader']) expect([role, await tried(from, step, role)]).toEqual([role, !step.by.includes(role) ? 'not-allowed' : allowed ? 200 : 'wrong-state']);
    for (const role of ['closed', 'stranger']) expect([role, await tried(from, step, role)]).toEqual([role, 'not-found']);
  });

  it.each(['locked', 'cancelled'])('takes no step once the agenda is %s', async (status) => {
    await hub.asAdmin('agendas', 'update agendas set status = $2 where id = $1', [agenda.meetingId, status]);

    for (const step of itemSteps) expect(await tried('taken-up', step, step.by[0]!)).toBe(`agenda-${status}`);
    await hub.asAdmin('agendas', "update agendas set status = 'open' where id = $1", [agenda.meetingId]);
  });

  it('compares versions before it asks who may', async () => {
    expect(ended(await hub.answer(TakeUpItem, roles.reader!, { meetingId: agenda.meetingId, itemId: item.id }, { ifMatch: 's0.c0' }))).toBe('stale');
    expect(ended(await hub.answer(TakeUpItem, roles.reader!, { meetingId: agenda.meetingId, itemId: item.id }))).toBe('version-missing');
  });
});

describe('the table of an action', () => {
  let agenda: AnAgenda;
  let action: ActionView;
  let roles: Record<string, TestPerson>;

  beforeAll(async () => {
    agenda = await anAgenda(table);
    const [secretary, owner, offered, reader, closed] = agenda.people;
    roles = { secretary, owner, offered, reader, closed, stranger: agenda.outsider };
    const item = await takenUp(hub, agenda, 'Läget', { reach: 'hidden', authorities: [0, 1, 2, 3].map((i) => agenda.organisations[i]!.authorityId) });
    action = await hub.ask(GiveAction, secretary, { meetingId: agenda.meetingId, itemId: item.id, text: 'Gör', due: '2030-01-01', personId: owner.id });
  });

  const tried = async (from: ActionState, { op, input }: (typeof actionSteps)[number], role: string): Promise<string | number> => {
    const { owner, offered } = roles;
    await hub.asAdmin('agendas', 'update actions set state = $2, version = 1, owner_person_id = $3, offered_person_id = $4 where id = $1', [action.id, from, owner!.id, from === 'offered' ? offered!.id : null]);
    await hub.asAdmin('agendas', 'delete from action_audiences where action_id = $1', [action.id]);
    return ended(await hub.answer(op, roles[role]!, { actionId: action.id, ...(op === HandOverAction ? { personId: offered!.id } : {}), ...input }, { ifMatch: 'a1' }));
  };

  it.each(actionStates.flatMap((from) => actionSteps.map((step) => [from, step.op.name, step] as const)))('from %s, %s answers each role by its rule', async (from, _, step) => {
    const answers = step.by[0] === 'offered';
    // Without an offer there is nobody to answer it; its owner is told so.
    const by = answers && from !== 'offered' ? ['owner'] : step.by;
    const allowed = answers ? from === 'offered' : (ofActions[from] as readonly ActionState[]).includes(step.to);
    for (const role of ['secretary', 'owner', 'offered', 'reader']) expect([role, await tried(from, step, role)]).toEqual([role, !by.includes(role) ? 'not-allowed' : allowed ? 200 : 'wrong-state']);
    for (const role of ['closed', 'stranger']) expect([role, await tried(from, step, role)]).toEqual([role, 'not-found']);
  });
});
