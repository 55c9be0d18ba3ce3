import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddressItem, AgendaAs, AgendaDetails, AgendaOrder, DeclineItem, EditItem, MeetingScheduled, MoveItem, ProposeItem, TakeUpItem, UseTemplate, type AgendaView, type ItemView } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { ToldMeetings, aMeeting, fiveOrganisations, opened } from './told-meetings.js';

let hub: TestHub;
let world: World;
let meetings: ToldMeetings;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  world = new World(hub, ['agendas']);
  meetings = new ToldMeetings(hub);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

async function anAgenda() {
  const five = await fiveOrganisations(world);
  const meeting = aMeeting(five.group, five.people);
  await meetings.tell(MeetingScheduled, meeting);
  await opened(hub, five.people[0], meeting.id);
  return { ...five, meetingId: meeting.id };
}
const text = (title: string, minutes = 10) => ({ title, type: 'discussion' as const, minutes });
const see = (as: TestPerson, meetingId: string): Promise<AgendaView> => hub.ask(AgendaDetails, as, { meetingId });
const takeUp = (as: TestPerson, meetingId: string, item: Pick<ItemView, 'id' | 'version'>): Promise<ItemView> => hub.ask(TakeUpItem, as, { meetingId, itemId: item.id }, { ifMatch: item.version });
const shownTo = (agenda: AgendaView): (string | number | null)[][] => agenda.items.map((i) => [i.number, i.content?.title ?? null]);

describe('a proposed item', () => {
  it('is seen by every participant, and numbered once it is taken up', async () => {
    const { people: [secretary, proposer, other], meetingId } = await anAgenda();

    const proposed = await hub.ask(ProposeItem, proposer, { meetingId, ...text('Läget före lovet') });

    expect(proposed).toMatchObject({ state: 'proposed', number: null, reach: 'all', content: { title: 'Läget före lovet', addressees: null } });
    expect((await see(other, meetingId)).proposals.map((p) => p.content?.title)).toEqual(['Läget före lovet']);
    expect(await takeUp(secretary, meetingId, proposed)).toMatchObject({ state: 'taken-up', number: 1 });
    expect((await see(other, meetingId)).minutes).toEqual({ planned: 10, meeting: 90 });
  });

  it('is declined with a reason', async () => {
    const { people: [secretary, proposer], meetingId } = await anAgenda();
    const item = await hub.ask(ProposeItem, proposer, { meetingId, ...text('Budget') });

    await hub.ask(DeclineItem, secretary, { meetingId, itemId: item.id, reason: 'Tas i nämnden' }, { ifMatch: item.version });

    expect((await see(proposer, meetingId)).proposals).toMatchObject([{ state: 'declined', content: { declineReason: 'Tas i nämnden' } }]);
  });

  it('is not declined without a word', async () => {
    const { people: [secretary, proposer], meetingId } = await anAgenda();
    const item = await hub.ask(ProposeItem, proposer, { meetingId, ...text('Budget') });

    expect(await hub.answer(DeclineItem, secretary, { meetingId, itemId: item.id }, { ifMatch: item.version })).toMatchObject({ problem: { status: 400, errors: [{ pointer: '/reason' }] } });
  });

  it('takes no personal identity number, and no title of 10,000 characters', async () => {
    const { people: [, proposer], meetingId } = await anAgenda();

    expect(await hub.answer(ProposeItem, proposer, { meetingId, ...text('Om 20100115-9803') })).toMatchObject({ problem: { status: 422, errors: [{ pointer: '/title' }] } });
    expect(await hub.answer(ProposeItem, proposer, { meetingId, ...text('å'.repeat(10_000)) })).toMatchObject({ problem: { status: 400 } });
  });

  it('is made once, however often it is sent', async () => {
    const { people: [, proposer], meetingId } = await anAgenda();

    const made = await Promise.all([1, 2, 3].map(() => hub.ask(ProposeItem, proposer, { meetingId, ...text('En gång') }, { idempotencyKey: 'en-gang' })));

    expect(new Set(made.map((m) => m.id)).size).toBe(1);
    expect((await see(proposer, meetingId)).proposals).toHaveLength(1);
  });

  it('is edited by one of two secretaries who had seen the same; the other is told', async () => {
    const five = await fiveOrganisations(world);
    const [secretary, other, ...members] = five.people;
    const meeting = aMeeting(await world.group(five.organisations[0]!, [secretary, [other, 'secretary'], ...members]), five.people);
    await meetings.tell(MeetingScheduled, meeting);
    await opened(hub, other, meeting.id);
    const meetingId = meeting.id;
    const item = await hub.ask(ProposeItem, members[0]!, { meetingId, ...text('Läget') });

    const answers = await Promise.all([secretary, other].map((p, i) => hub.answer(EditItem, p, { meetingId, itemId: item.id, ...text(`Läget ${i}`) }, { ifMatch: item.version })));

    expect(answers.map((a) => String('problem' in a ? a.problem.status : a.status)).sort()).toEqual(['200', '412']);
  });
});

describe('an item addressed to two of five organisations', () => {
  it.each(['marked', 'hidden'] as const)('is, when %s, for each of the five exactly its part', async (reach) => {
    const { people, organisations, meetingId } = await anAgenda();
    const [secretary, police, arboga] = people;
    for (const title of ['Öppnande', 'Avslutning']) await takeUp(secretary, meetingId, await hub.ask(ProposeItem, secretary, { meetingId, ...text(title, 5) }));
    const secret = await hub.ask(ProposeItem, police, { meetingId, ...text('Tillslag', 40), reach, authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId] });
    await takeUp(secretary, meetingId, secret);
    const { version } = await hub.ask(AgendaOrder, secretary, { meetingId });
    await hub.ask(MoveItem, secretary, { meetingId, itemId: secret.id, to: 2 }, { ifMatch: version });

    const read = [[1, 'Öppnande'], [2, 'Tillslag'], [3, 'Avslutning']];
    const unread = reach === 'marked' ? [[1, 'Öppnande'], [2, null], [3, 'Avslutning']] : [[1, 'Öppnande'], [2, 'Avslutning']];
    for (const [i, person] of people.entries()) {
      const agenda = await see(person, meetingId);
      expect(shownTo(agenda)).toEqual(i < 2 ? read : unread);
      expect(agenda.minutes.planned).toBe(i < 2 ? 50 : 10);
      expect(JSON.stringify(agenda)).not.toContain(i < 2 ? 'ingenting' : 'Tillslag');
    }
    const asArboga = await hub.ask(AgendaAs, secretary, { meetingId, authorityId: organisations[2]!.authorityId });
    const { version: theirs, items } = await see(arboga, meetingId);
    expect(asArboga.items.map((i) => [i.number, i.content?.title, i.state])).toEqual(items.map((i) => [i.number, i.content?.title, i.state]));
    expect(asArboga.version).toBe(theirs);
  });

  it('moves no version of those who do not see it', async () => {
    const { people: [secretary, police, arboga], organisations, meetingId } = await anAgenda();
    const authorities = [organisations[0]!.authorityId, organisations[1]!.authorityId];
    const open = await takeUp(secretary, meetingId, await hub.ask(ProposeItem, secretary, { meetingId, ...text('Öppen') }));
    const versions = async () => { const a = await hub.answer(AgendaDetails, arboga, { meetingId }); return 'problem' in a ? a : [a.etag, a.body]; };
    const before = await versions();

    const hidden = await hub.ask(ProposeItem, police, { meetingId, ...text('Dold'), reach: 'hidden', authorities });
    const taken = await takeUp(secretary, meetingId, hidden);
    await hub.ask(MoveItem, secretary, { meetingId, itemId: hidden.id, to: 1 }, { ifMatch: (await hub.ask(AgendaOrder, secretary, { meetingId })).version });
    await hub.ask(EditItem, police, { meetingId, itemId: hidden.id, ...text('Dold igen', 30) }, { ifMatch: taken.version });

    expect(await versions()).toEqual(before);
    const order = await hub.answer(AgendaOrder, arboga, { meetingId });
    expect(order).toMatchObject({ body: { items: [{ id: open.id, number: 1 }] } });
    expect(await hub.answer(EditItem, arboga, { meetingId, itemId: hidden.id, ...text('x') }, { ifMatch: 'm' })).toMatchObject({ problem: { status: 404 } });
  });

  it('tells other services of its readers only', async () => {
    const { people: [secretary, police], organisations, meetingId, group } = await anAgenda();
    const hidden = await hub.ask(ProposeItem, police, { meetingId, ...text('Dold'), reach: 'hidden', authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId] });
    const marked = await hub.ask(ProposeItem, police, { meetingId, ...text('Märkt'), reach: 'marked', authorities: [organisations[1]!.authorityId] });

    const told = (id: string) => hub.asAdmin<{ item: { audiences: { audience: string; level: string }[] } }>('agendas', "select envelope->'data'->'item' as item from outbox where aggregate_id = $1 order by seq desc limit 1", [id]).then(([row]) => row!.item.audiences.map((a) => `${a.level} ${a.audience}`).sort());
    expect(await told(hidden.id)).toEqual([`content ${secretary.id}`, `content ${police.id}`].sort());
    expect(await told(marked.id)).toEqual([`content ${police.id}`, `shell ${secretary.id}`].sort());
    await takeUp(secretary, meetingId, { id: marked.id, version: 's1' });
    expect(await told(marked.id)).toEqual([`content ${police.id}`, `shell ${group.id}`].sort());
    const [envelope] = await hub.asAdmin<{ envelope: object }>('agendas', 'select envelope from outbox where aggregate_id = $1', [hidden.id]);
    expect(JSON.stringify(envelope)).not.toContain('Dold');
  });

  it('is taken up and declined by a secretary who may only know of it, and the reason reaches its readers', async () => {
    const { people: [secretary, police], organisations, meetingId } = await anAgenda();
    const item = await hub.ask(ProposeItem, police, { meetingId, ...text('Känsligt'), reach: 'marked', authorities: [organisations[1]!.authorityId] });

    const seen = (await see(secretary, meetingId)).proposals[0]!;
    expect(seen).toMatchObject({ content: null, may: ['take-up', 'decline'] });
    await hub.ask(DeclineItem, secretary, { meetingId, itemId: item.id, reason: 'Inte här' }, { ifMatch: seen.version });

    expect((await see(police, meetingId)).proposals[0]).toMatchObject({ state: 'declined', content: { declineReason: 'Inte här' } });
  });

  it('is not hidden from everybody who leads, and not addressed past oneself or to strangers', async () => {
    const { people: [, police], organisations, meetingId } = await anAgenda();
    const stranger = await world.organisation('Främmande');
    const propose = (reach: 'marked' | 'hidden', authorities: string[]) => hub.answer(ProposeItem, police, { meetingId, ...text('x'), reach, authorities }).then((a) => ('problem' in a ? a.problem.type.split(':').at(-1) : 'allowed'));

    expect(await propose('hidden', [organisations[1]!.authorityId])).toBe('secretary-cannot-see');
    expect(await propose('marked', [organisations[2]!.authorityId])).toBe('own-authority-reads');
    expect(await propose('marked', [organisations[1]!.authorityId, stranger.authorityId])).toBe('unknown-authority');
  });

  it('is gone for those whom it is no longer addressed to', async () => {
    const { people: [secretary, police, arboga], organisations, meetingId } = await anAgenda();
    const item = await hub.ask(ProposeItem, police, { meetingId, ...text('Först öppen') });
    expect((await see(arboga, meetingId)).proposals).toHaveLength(1);

    await hub.ask(AddressItem, police, { meetingId, itemId: item.id, reach: 'hidden', authorities: [organisations[0]!.authorityId, organisations[1]!.authorityId] }, { ifMatch: item.version });

    expect((await see(arboga, meetingId)).proposals).toEqual([]);
    expect((await see(secretary, meetingId)).proposals).toHaveLength(1);
  });
});

describe('the order', () => {
  it('is changed by one of two who had seen the same', async () => {
    const { people: [secretary], meetingId } = await anAgenda();
    await hub.ask(UseTemplate, secretary, { meetingId, template: 'est' });
    const { version, items } = await hub.ask(AgendaOrder, secretary, { meetingId });

    const answers = await Promise.all(['up', 'down'].map((to) => hub.answer(MoveItem, secretary, { meetingId, itemId: items[1]!.id, to: to as 'up' }, { ifMatch: version })));

    expect(answers.map((a) => String('problem' in a ? a.problem.status : a.status)).sort()).toEqual(['200', '412']);
  });

  it('keeps every item when one is added while it changes', async () => {
    const { people: [secretary, other], meetingId } = await anAgenda();
    await hub.ask(UseTemplate, secretary, { meetingId, template: 'est' });
    const { version, items } = await hub.ask(AgendaOrder, secretary, { meetingId });

    await Promise.all([hub.ask(MoveItem, secretary, { meetingId, itemId: items[3]!.id, to: 1 }, { ifMatch: version }), hub.ask(ProposeItem, other, { meetingId, ...text('Ny') })]);

    const agenda = await see(other, meetingId);
    expect(agenda.items.map((i) => i.id)).toEqual([3, 0, 1, 2].map((i) => items[i]!.id));
    expect(agenda.proposals).toHaveLength(1);
  });
});
