import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddressItem, AgendaAs, AgendaDetails, AgendaPaper, GiveAction, MeetingDescribed, MeetingScheduled, ProposeItem, RecordGuest, RecordPresence, type AgendaView } from '@knutpunkt/contracts';
import type { Caller, Db } from '@knutpunkt/persistence';
import { TestHub, World, eventually, pdfText, type TestPerson } from '@knutpunkt/testing';
import { agendas } from '../src/index.js';
import { ended, see, takenUp, text } from './an-agenda.js';
import { ToldMeetings, aMeeting, fiveOrganisations, opened } from './told-meetings.js';

let hub: TestHub;
let world: World;
let db: Db;
let meetings: ToldMeetings;

beforeAll(async () => {
  hub = await TestHub.start([agendas]);
  world = new World(hub, ['agendas']);
  db = await hub.db('agendas');
  meetings = new ToldMeetings(hub);
}, 60_000);
afterAll(() => hub?.stop(), 20_000);

const callerOf = (p: TestPerson): Caller => ({ kind: 'person', identityProvider: p.organisationAlias, organisation: p.organisationAlias, homeId: p.homeId, assuranceLevel: 2, client: 'test', session: 'test' });

/** The agenda of a meeting that has begun, whose participants are known to its secretary alone; a colleague of one of them is of the group, and was not called. */
async function aHiddenList() {
  const five = await fiveOrganisations(world);
  const colleague = await world.person(five.organisations[1]!, 'Kollegan');
  await world.member(five.group, colleague);
  await world.settled();
  const meeting = aMeeting(five.group, five.people, { inHours: -1, listHidden: true });
  await meetings.tell(MeetingScheduled, meeting);
  await opened(hub, five.people[0], meeting.id);
  return { ...five, colleague, meeting, meetingId: meeting.id };
}
type Hidden = Awaited<ReturnType<typeof aHiddenList>>;

/** Everything that names one of the others: those who take part and are neither the secretary nor of the second organisation. */
const othersOf = ({ people, organisations }: Hidden): string[] => [2, 3, 4].flatMap((at) => [people[at]!.id, people[at]!.name, organisations[at]!.authorityId, organisations[at]!.name]);
const expectNothingOf = (shown: unknown, others: readonly string[]): void => { for (const one of others) expect(JSON.stringify(shown)).not.toContain(one); };
const names = (those: readonly { readonly id: string }[]): string[] => those.map(({ id }) => id).sort();

describe('an agenda whose meeting hides its participants', () => {
  it('shows them, and who was there, to who leads it', async () => {
    const { people: [secretary, police], organisations, meetingId, people, meeting } = await aHiddenList();
    await hub.ask(RecordPresence, secretary, { meetingId, personId: police.id, from: meeting.startsAt });

    const seen = await see(hub, secretary, meetingId);
    expect(seen).toMatchObject({ list: 'leaders', presence: [{ person: { id: police.id } }] });
    expect([names(seen.people), names(seen.authorities)]).toEqual([names(people), organisations.map(({ authorityId }) => authorityId).sort()]);
  });

  it('shows the others who called it and themselves, and whom of the own authority an item is addressed to', async () => {
    const hidden = await aHiddenList();
    const { people: [secretary, police, arboga], organisations: [koping, polisen, other], meetingId, meeting } = hidden;
    const item = await takenUp(hub, hidden, 'Läget');
    for (const person of [police, arboga]) await hub.ask(RecordPresence, secretary, { meetingId, personId: person.id, from: meeting.startsAt });
    await hub.ask(RecordGuest, secretary, { meetingId, name: 'Gunilla Gäst', organisation: 'Kyrkan', from: meeting.startsAt });
    await hub.ask(AddressItem, secretary, { meetingId, itemId: item.id, reach: 'marked', authorities: [koping!, polisen!, other!].map(({ authorityId }) => authorityId) }, { ifMatch: item.version });

    const seen = await see(hub, police, meetingId);
    expect(seen).toMatchObject({ list: 'hidden', presence: [{ person: { id: police.id } }], items: [{ content: { title: 'Läget', addressees: [{}, {}] } }] });
    expect([names(seen.people), names(seen.authorities)]).toEqual([names([secretary, police]), [koping!.authorityId, polisen!.authorityId].sort()]);
    const proposed = await hub.ask(ProposeItem, police, { meetingId, ...text('Dold'), reach: 'hidden', authorities: [koping!.authorityId, polisen!.authorityId] });
    const papers = await Promise.all((['agenda', 'notes'] as const).flatMap((paper) => (['me', 'everyone'] as const).map(async (readers) => pdfText(Buffer.from((await hub.ask(AgendaPaper, police, { meetingId, paper, readers })).base64, 'base64')))));
    expectNothingOf([seen, proposed, papers], [...othersOf(hidden), 'Gunilla', 'Kyrkan']);
  });

  it('is seen through the eyes of an authority, and of all, as they see it', async () => {
    const hidden = await aHiddenList();
    const { people: [secretary, police], organisations, meetingId, meeting } = hidden;
    for (const person of hidden.people) await hub.ask(RecordPresence, secretary, { meetingId, personId: person.id, from: meeting.startsAt });

    const asPolice = await hub.ask(AgendaAs, secretary, { meetingId, authorityId: organisations[1]!.authorityId });
    expect(asPolice).toMatchObject({ list: 'hidden', presence: [] });
    expect(names(asPolice.people)).toEqual(names([secretary, police]));
    const everyone = pdfText(Buffer.from((await hub.ask(AgendaPaper, secretary, { meetingId, paper: 'agenda', readers: 'everyone' })).base64, 'base64'));
    expectNothingOf([asPolice, everyone], othersOf(hidden));
  });

  it('is no way of trying who takes part', async () => {
    const hidden = await aHiddenList();
    const { people: [secretary, police, arboga], organisations: [koping, polisen, other], meetingId } = hidden;
    const stranger = await world.organisation('Främmande');
    const somebody = await world.person(stranger, 'Någon');
    await world.settled();
    const item = await takenUp(hub, hidden, 'Polisens', { by: police });
    const to = (authorityId: string) => hub.answer(ProposeItem, police, { meetingId, ...text('Ny'), reach: 'marked', authorities: [polisen!.authorityId, authorityId] });
    const given = (as: TestPerson, personId: string) => hub.answer(GiveAction, as, { meetingId, itemId: item.id, text: 'Ring', due: '2030-01-01', personId });
    const presented = (presenterId: string) => hub.answer(ProposeItem, police, { meetingId, ...text('Ny'), presenterId });

    for (const attempt of [to, (id: string) => presented(id)]) {
      const [there, notThere] = attempt === to ? [other!.authorityId, stranger.authorityId] : [arboga.id, somebody.id];
      const [one, two] = [await attempt(there), await attempt(notThere)];
      expect([ended(one), one]).toEqual([ended(two), two]);
      expect(ended(one)).toMatch(/^unknown-/);
    }
    expect(await given(police, arboga.id)).toEqual(await given(police, somebody.id));
    expect(ended(await given(police, arboga.id))).toBe('unknown-owner');
    expect([ended(await to(koping!.authorityId)), ended(await given(police, police.id)), ended(await given(secretary, arboga.id))]).toEqual([201, 201, 201]);
  });

  it('leaves what was said to those whose authority was at the table', async () => {
    const hidden = await aHiddenList();
    const { colleague, organisations, group, meetingId } = hidden;
    await takenUp(hub, hidden, 'Läget');
    const newcomer = await world.person(await world.organisation('Ny'), 'Den nya');
    await world.member(group, newcomer);
    await world.settled();

    expect((await see(hub, colleague, meetingId)).items).toMatchObject([{ content: { title: 'Läget' } }]);
    expect((await see(hub, newcomer, meetingId)).items).toMatchObject([{ content: null }]);
    expectNothingOf([await see(hub, colleague, meetingId)], [...othersOf(hidden), hidden.people[1].id]);
    expect(organisations).toHaveLength(5);
  });

  it('is open again when the meeting says so, and hidden when it does', async () => {
    const { people: [, police], meeting, meetingId } = await aHiddenList();
    const become = async (listHidden: boolean, list: AgendaView['list']): Promise<AgendaView> => {
      await meetings.tell(MeetingDescribed, { ...meeting, listHidden: listHidden || undefined });
      return eventually(async () => { const seen = await hub.ask(AgendaDetails, police, { meetingId }); expect(seen.list).toBe(list); return seen; });
    };

    expect((await become(false, 'open')).people).toHaveLength(5);
    expect((await become(true, 'hidden')).people).toHaveLength(2);
  });

  it('does not give them away past the service\'s own lines either', async () => {
    const { people: [secretary, police, arboga], meetingId, meeting } = await aHiddenList();
    for (const person of [police, arboga]) await hub.ask(RecordPresence, secretary, { meetingId, personId: person.id, from: meeting.startsAt });
    const count = async (as: TestPerson, table: string): Promise<number> => db.as(callerOf(as), async (tx) => (await tx.query(`select from ${table} where agenda_id = $1`, [meetingId])).length);

    expect([await count(secretary, 'participants'), await count(secretary, 'presences')]).toEqual([5, 2]);
    expect([await count(police, 'participants'), await count(police, 'presences')]).toEqual([2, 1]);
  });
});
