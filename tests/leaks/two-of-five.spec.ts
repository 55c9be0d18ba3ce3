import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agendas } from '@knutpunkt/agendas';
import {
  AddOutcome, AddressItem, AgendaDetails, AgendaOrder, AgendaPaper, ChangeOutcome, CompleteAction, DeclineItem, EditItem, GiveAction, HandOverAction, LiveEvents, MoveItem, NotesVersions, NotificationInbox, PostponeItem, ProposeItem, RemoveOutcome, TakeUpItem, TreatItem, UnreadCount,
  WithdrawItem, WriteNotes, type AgendaView, type ItemView, type Output,
} from '@knutpunkt/contracts';
import { startMailbox, type Mailbox } from '@knutpunkt/infra/mailbox';
import { notifications } from '@knutpunkt/notifications';
import { TestHub, World, drawnSeed, eventually, pdfText, type TestPerson } from '@knutpunkt/testing';
import { anAgenda, ended, see, takenUp, text, type AnAgenda, type Table } from '../../services/agendas/test/an-agenda.js';
import { ToldMeetings } from '../../services/agendas/test/told-meetings.js';
import { Chance } from '../faults/chance.js';

const seed = drawnSeed('LEAK_SEED');
const edits = 14;

let hub: TestHub;
let mailbox: Mailbox;
let table: Table;

beforeAll(async () => {
  console.info(`the seed is ${seed}: LEAK_SEED=${seed} draws the same edits again`);
  mailbox = await startMailbox({ dir: mkdtempSync(join(tmpdir(), 'knutpunkt-two-of-five-')) });
  hub = await TestHub.start([agendas, notifications({ smtpUrl: mailbox.smtpUrl, publicUrl: 'https://hub.example', mailFrom: 'no-reply@hub.example' })]);
  table = { hub, world: new World(hub, ['agendas', 'notifications']), meetings: new ToldMeetings(hub) };
}, 90_000);
afterAll(async () => {
  await hub.stop();
  await mailbox.stop();
}, 30_000);

const rightsUnheard = `
  select d.event_id from inbox d where d.consumer = 'directory' and d.type ~ '[.](person|function|group|membership)[.]changed'
     and not exists (select from inbox a where a.consumer = 'access' and a.event_id = d.event_id and a.state = 'done')`;

/** Everything that has been told has come to notifications: of agendas, and of the rights that the scene began with. */
const heard = (): Promise<void> => eventually(async () => {
  const told = await hub.asAdmin<{ id: string }>('agendas', 'select id::text from outbox');
  const done = await hub.asAdmin<{ id: string }>('notifications', "select event_id as id from inbox where consumer = 'agendas' and state = 'done'");
  expect(told.filter(({ id }) => !done.some((one) => one.id === id))).toEqual([]);
  expect(await hub.asAdmin('notifications', rightsUnheard)).toEqual([]);
}, 30_000);

async function paperOf(person: TestPerson, meetingId: string): Promise<string> {
  const { base64 } = await hub.ask(AgendaPaper, person, { meetingId, paper: 'notes' });
  return pdfText(Buffer.from(base64, 'base64'));
}

/** All that somebody can find out: agenda and order with their versions, the paper, the live stream's place, inbox, count and queued mails. */
async function known(person: TestPerson, meetingId: string): Promise<object> {
  const [agenda, order] = [await hub.answer(AgendaDetails, person, { meetingId }), await hub.answer(AgendaOrder, person, { meetingId })];
  const { latest, events }: Output<typeof LiveEvents> = await hub.ask(LiveEvents, person, { after: '' });
  const mails = await hub.asAdmin('notifications', 'select kind, matter_id, version from mails where recipient_id = $1 order by seq', [person.id]);
  return { agenda, order, latest, events, mails, inbox: await hub.ask(NotificationInbox, person, {}), unread: await hub.ask(UnreadCount, person, {}), paper: await paperOf(person, meetingId) };
}

interface Scene extends AnAgenda { readonly secretId: string; readonly reach: 'marked' | 'hidden'; readonly chance: Chance }

const secretOf = async (scene: Scene): Promise<{ agenda: AgendaView; item: ItemView }> => {
  const agenda = await see(hub, scene.people[0], scene.meetingId);
  return { agenda, item: agenda.items.find(({ id }) => id === scene.secretId)! };
};

type Edit = (scene: Scene, as: TestPerson, found: { agenda: AgendaView; item: ItemView }) => Promise<unknown>;

const where = ({ meetingId, secretId }: Scene) => ({ meetingId, itemId: secretId });
const words = (chance: Chance): string => `Hemligord ${'abcdefghij'[chance.between(0, 9)]!.repeat(chance.between(1, 9))}`;

/** What its readers can do with it. Where others may know that it is there, its place is theirs to see, so there it is not moved. */
const editing: Readonly<Record<string, Edit>> = {
  edit: (scene, as, { item }) => hub.ask(EditItem, as, { ...where(scene), ...text(words(scene.chance), scene.chance.between(1, 90)), presenterId: scene.people[scene.chance.between(0, 1)]!.id }, { ifMatch: item.version }),
  note: (scene, as, { item }) => hub.ask(WriteNotes, as, { ...where(scene), text: words(scene.chance) }, { ifMatch: item.content!.notes.version }),
  decide: (scene, as) => hub.ask(AddOutcome, as, { ...where(scene), kind: 'decision', text: words(scene.chance) }),
  decideAnew: async (scene, as, { item }) => item.content!.outcomes[0] && hub.ask(ChangeOutcome, as, { ...where(scene), outcomeId: item.content!.outcomes[0].id, kind: 'information', text: words(scene.chance) }, { ifMatch: item.content!.outcomes[0].version }),
  undecide: async (scene, as, { item }) => item.content!.outcomes[0] && hub.ask(RemoveOutcome, as, { ...where(scene), outcomeId: item.content!.outcomes[0].id }, { ifMatch: item.content!.outcomes[0].version }),
  give: (scene, as) => hub.ask(GiveAction, as, { ...where(scene), text: words(scene.chance), due: scene.chance.next() < 0.3 ? '2020-01-02' : '2090-01-02', personId: scene.people[scene.chance.between(0, 1)]!.id }),
  complete: async (scene, _, { item }) => { const open = item.content!.actions.find(({ state }) => state === 'open'); return open && hub.ask(CompleteAction, scene.people[0], { actionId: open.id }, { ifMatch: open.version }); },
  handOver: async (scene, _, { item }) => { const open = item.content!.actions.find(({ state }) => state === 'open'); return open && hub.ask(HandOverAction, scene.people[0], { actionId: open.id, personId: scene.people[1].id }, { ifMatch: open.version }); },
  treat: async (scene, as, { item }) => item.may.includes('treat') && hub.ask(TreatItem, as, where(scene), { ifMatch: item.version }),
  postpone: async (scene, as, { item }) => item.may.includes('postpone') && hub.ask(PostponeItem, as, where(scene), { ifMatch: item.version }),
  address: async (scene, as, { item }) => item.may.includes('address') && scene.reach === 'hidden' && hub.ask(AddressItem, as, { ...where(scene), reach: 'hidden', authorities: scene.organisations.slice(0, 2).map(({ authorityId }) => authorityId) }, { ifMatch: item.version }),
  move: async (scene, _, { agenda }) => scene.reach === 'hidden' && hub.ask(MoveItem, scene.people[0], { ...where(scene), to: scene.chance.between(1, 4) }, { ifMatch: agenda.order.version }),
};

async function aScene(reach: Scene['reach'], chance: Chance): Promise<Scene> {
  const agenda = await anAgenda(table, { inHours: -1 });
  const { people: [secretary, police], organisations } = agenda;
  for (const title of ['Först', 'Sedan']) await takenUp(hub, agenda, title, { by: secretary });
  const secret = await takenUp(hub, agenda, 'Hemligord', { by: police, reach, authorities: organisations.slice(0, 2).map(({ authorityId }) => authorityId) });
  await takenUp(hub, agenda, 'Sist', { by: secretary });
  return { ...agenda, secretId: secret.id, reach, chance };
}

/** One edit by one of the two; what is not edited any more once it is treated is left. */
async function editOnce(scene: Scene): Promise<string> {
  const { chance } = scene;
  const found = await secretOf(scene);
  const names = Object.keys(editing).filter((name) => name !== 'edit' || found.item.may.includes('edit'));
  const name = names[chance.between(0, names.length - 1)]!;
  await editing[name]!(scene, scene.people[chance.between(0, 1)]!, found);
  return name;
}

describe.each(['hidden', 'marked'] as const)('an item for two of five organisations that is %s from the others', (reach) => {
  it.each([1, 2, 3])('moves nothing that the other three can find out, whatever the two do with it (%s)', async (round) => {
    const scene = await aScene(reach, new Chance(seed + round));
    const { people, meetingId } = scene;
    const [, , ...others] = people;
    await heard();
    const before = await Promise.all(others.map((person) => known(person, meetingId)));
    const done: string[] = [];

    for (let n = 0; n < edits; n += 1) {
      done.push(await editOnce(scene));
      for (const [i, person] of others.entries()) expect([done, await hub.answer(AgendaDetails, person, { meetingId })]).toEqual([done, (before[i] as { agenda: unknown }).agenda]);
    }

    await heard();
    for (const [i, person] of others.entries()) {
      expect([done, await known(person, meetingId)]).toEqual([done, before[i]]);
      expect(ended(await hub.answer(NotesVersions, person, { meetingId, itemId: scene.secretId }))).toBe(reach === 'hidden' ? 'not-found' : 'not-allowed');
      expect(await paperOf(person, meetingId)).toContain('Sist');
      expect(JSON.stringify(await known(person, meetingId))).not.toContain('Hemligord');
    }
    for (const person of people.slice(0, 2)) {
      const seen = (await see(hub, person, meetingId)).items;
      expect(seen.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
      expect(seen.find(({ id }) => id === scene.secretId)!.content!.title).toContain('Hemligord');
      expect((await see(hub, person, meetingId)).minutes.planned).toBe(seen.reduce((sum, { content }) => sum + (content!.minutes ?? 0), 0));
      expect(await paperOf(person, meetingId)).toContain('Hemligord');
    }
  }, 120_000);
});

describe('an item that two of five organisations keep to themselves', () => {
  const proposal = async (reach: 'marked' | 'hidden') => {
    const agenda = await anAgenda(table, { inHours: -1 });
    await takenUp(hub, agenda, 'Först');
    await heard();
    const others = agenda.people.slice(2);
    const all = (): Promise<object[]> => Promise.all(others.map((person) => known(person, agenda.meetingId)));
    const authorities = agenda.organisations.slice(0, 2).map(({ authorityId }) => authorityId);
    const before = await all();
    const { id: itemId } = await hub.ask(ProposeItem, agenda.people[1], { meetingId: agenda.meetingId, ...text('Hemligord'), reach, authorities });
    const seen = async (): Promise<ItemView> => { const { items, proposals } = await see(hub, agenda.people[0], agenda.meetingId); return [...items, ...proposals].find(({ id }) => id === itemId)!; };
    return { ...agenda, before, all, seen, where: { meetingId: agenda.meetingId, itemId } };
  };

  it.each(['marked', 'hidden'] as const)('is proposed and declined without the others noticing, where it is to be %s', async (reach) => {
    const { people: [secretary], before, all, seen, where: item } = await proposal(reach);
    await hub.ask(DeclineItem, secretary, { ...item, reason: 'Nästa gång' }, { ifMatch: (await seen()).version });
    await heard();

    expect(await all()).toEqual(before);
  });

  it('is withdrawn before it was taken up without the others noticing', async () => {
    const { people: [, police], before, all, seen, where: item } = await proposal('marked');
    await hub.ask(WithdrawItem, police, item, { ifMatch: (await seen()).version });
    await heard();

    expect(await all()).toEqual(before);
  });

  it('is treated, and taken up again, without those noticing who know only that it is there', async () => {
    const { people: [secretary], all, seen, where: item } = await proposal('marked');
    await hub.ask(TakeUpItem, secretary, item, { ifMatch: (await seen()).version });
    await heard();
    const before = await all();
    await hub.ask(TreatItem, secretary, item, { ifMatch: (await seen()).version });
    await hub.ask(TakeUpItem, secretary, item, { ifMatch: (await seen()).version });
    await heard();

    expect(await all()).toEqual(before);
  });

  it('is passed by another item without those noticing from whom it is hidden', async () => {
    const { people: [secretary], meetingId, all, seen, where: item } = await proposal('hidden');
    await hub.ask(TakeUpItem, secretary, item, { ifMatch: (await seen()).version });
    await heard();
    const before = await all();
    const { items: [first], order } = await see(hub, secretary, meetingId);
    await hub.ask(MoveItem, secretary, { meetingId, itemId: first!.id, to: 'down' }, { ifMatch: order.version });
    await heard();

    expect(await all()).toEqual(before);
    expect((await see(hub, secretary, meetingId)).items.map(({ id }) => id)).toEqual([item.itemId, first!.id]);
  });
});
