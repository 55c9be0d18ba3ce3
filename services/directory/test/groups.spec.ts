import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GroupDetails, Me, MyGroups, PossibleParticipants } from '@knutpunkt/contracts';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const council = stableId('group', 'STRATEGISKT-BRA-KOP');
const youth = stableId('group', 'UNGGRUPPEN-KOP');
const intervention = stableId('group', 'INSATSGRUPP-KOP');

const groupsOf = async (username: string, level?: 2 | 3): Promise<string[]> => (await county.hub.ask(MyGroups, county.as(username, level), {})).items.map(({ name, members }) => `${name}: ${members}`);
const detailsFor = (username: string, groupId: string, level?: 2 | 3) => county.hub.ask(GroupDetails, county.as(username, level), { groupId });
const absent = expect.objectContaining({ name: 'not-found' });

describe('my groups', () => {
  it('are those that I belong to, with their members counted unless I see the calendar only', async () => {
    expect(await groupsOf('brasam.kop')).toEqual(['EST Köping: 7', 'Insatsgrupp Köping (VBE och unga): null', 'LänsBrå Västmanland: 17', 'Strategiskt Brå Köping: 10', 'Unggruppen Köping: 6']);
  });

  it('leave out, at a lower assurance level, those that require a higher', async () => {
    expect(await groupsOf('kpol.vm', 2)).toEqual(['EST Köping: 7', 'LänsBrå Västmanland: 17', 'Strategiskt Brå Köping: 10', 'Unggruppen Köping: 6']);
  });

  it('are, for an administrator, also those that the own organisation owns', async () => {
    expect(await groupsOf('admin.kop')).toEqual(['EST Köping: 7', 'Insatsgrupp Köping (VBE och unga): 5', 'LänsBrå Västmanland: null', 'Strategiskt Brå Köping: 10', 'Unggruppen Köping: 6']);
  });

  it('are none for the hub\'s administrator and for those who belong to none', async () => {
    expect(await groupsOf('admin.hub')).toEqual([]);
    expect(await groupsOf('sap.kontakt')).toEqual([]);
  });
});

describe('a group', () => {
  it('shows its members by organisation to a member', async () => {
    const group = await detailsFor('rektor.kop', youth);

    expect(group).toMatchObject({ version: '1', level: 'GENERAL', myRole: 'member', owner: { name: 'Kommunstyrelsen', organisation: { code: 'KOP' } }, may: [] });
    expect(group.members!.map(({ person }) => person.organisation.code)).toEqual(['KOP', 'KOP', 'KOP', 'KOP', 'KOP', 'POL']);
    expect(group.members!.find(({ role }) => role === 'secretary')).toMatchObject({ person: { title: 'Brå-samordnare' }, seat: 'Samordningsfunktionen', may: [] });
  });

  it('shows its name and no members to those who see its calendar only', async () => {
    expect(await detailsFor('brasam.kop', intervention)).toMatchObject({ name: 'Insatsgrupp Köping (VBE och unga)', myRole: 'calendar', members: null, may: [] });
  });

  it('shows all members to the owner\'s administrator, who may end any of them', async () => {
    const group = await detailsFor('admin.kop', council);

    expect(group).toMatchObject({ myRole: null, may: ['group.change', 'group.rest', 'group.wind-up', 'membership.let-in', 'membership.add', 'nomination.make'] });
    expect(group.members).toHaveLength(10);
    expect(group.members!.every(({ may }) => may.includes('membership.end'))).toBe(true);
  });

  it('shows only the own people to another organisation\'s administrator', async () => {
    const group = await detailsFor('admin.pol', youth);

    expect(group.may).toEqual(['nomination.make']);
    expect(group.members!.map(({ person, may }) => [person.title, may])).toEqual([['Kommunpolis', ['membership.end', 'membership.substitute']]]);
  });

  it.each([
    ['to somebody outside it', 'kurator.kop', youth],
    ['to the hub\'s administrator', 'admin.hub', council],
    ['to an administrator whose organisation has nobody in it', 'admin.arb', youth],
    ['to nobody, where there is none', 'brasam.kop', '018f0000-0000-7000-8000-000000000000'],
  ])('does not exist %s', async (_, username, groupId) => {
    await expect(detailsFor(username, groupId)).rejects.toEqual(absent);
  });

  it.each(['kpol.vm', 'brasam.kop', 'admin.kop', 'admin.pol'])('of individual level does not exist for %s at a lower assurance level', async (username) => {
    await expect(detailsFor(username, intervention, 2)).rejects.toEqual(absent);
    await expect(detailsFor(username, intervention, 3)).resolves.toMatchObject({ level: 'INDIVIDUAL' });
  });

  it('answers alike, byte for byte, where it is hidden and where it is not there', async () => {
    const hidden = await county.hub.answer(GroupDetails, county.as('sap.kontakt'), { groupId: intervention });
    const nowhere = await county.hub.answer(GroupDetails, county.as('sap.kontakt'), { groupId: '018f0000-0000-7000-8000-000000000000' });

    expect(JSON.stringify(hidden)).toBe(JSON.stringify(nowhere));
  });
});

describe('who I am', () => {
  it('names my functions and what I can do somewhere', async () => {
    expect(await county.hub.ask(Me, county.as('kpol.vm'), {})).toMatchObject({
      person: { title: 'Kommunpolis', organisation: { code: 'POL' } }, authority: { name: 'Polismyndigheten' }, unit: { name: expect.any(String) }, assuranceLevel: 3, couldStepUp: false, administers: false,
      functions: [{ name: 'Kommunpolisen i LPO Västra Mälardalen' }], may: ['participant.search', 'meeting.schedule', 'meeting.record', 'referral.draft'],
    });
  });

  it('is nobody for one whom the directory does not know', async () => {
    await expect(county.hub.ask(Me, { ...county.as('kpol.vm'), homeId: 'kpol.xx' }, {})).rejects.toEqual(expect.objectContaining({ name: 'no-access' }));
  });

  it('is nobody for one whose organisation another identity provider vouches for', async () => {
    await expect(county.hub.ask(Me, { ...county.as('kpol.vm'), organisationAlias: 'kop' }, {})).rejects.toEqual(expect.objectContaining({ name: 'no-access' }));
  });
});

describe('whom I may invite', () => {
  const found = async (username: string, search: string): Promise<string[]> =>
    (await county.hub.ask(PossibleParticipants, county.as(username), { search })).items.map((item) => (item.kind === 'person' ? item.person.name : item.function.name));

  it('are colleagues, people in my groups and functions everywhere', async () => {
    expect(await found('rektor.kop', 'polis')).toEqual([
      'Behörighetsansvarig på Polismyndigheten', 'Chefen för LPO Västra Mälardalen', 'Kommunpolisen i LPO Norra Västmanland', 'Kommunpolisen i LPO Västerås', 'Kommunpolisen i LPO Västra Mälardalen',
      'Säkerhetspolisens kontaktperson', 'Karin Polvik',
    ]);
    expect(await found('rektor.kop', 'Kurator')).toEqual(['Elevhälsans kurator i Köping', 'Kim Hälsevall']);
  });

  it('are not the people of organisations with whom I share no group', async () => {
    expect(await found('kurator.kop', 'Polvik')).toEqual([]);
  });

  it('are found whatever the case of å, ä and ö', async () => {
    expect(await found('brasam.kop', 'FÄLTGRUPPEN')).toEqual(['Fältgruppen i Köping']);
  });

  it('takes no text that cannot be shown', async () => {
    await expect(found('brasam.kop', 'a\0b')).rejects.toEqual(expect.objectContaining({ name: 'malformed' }));
  });

  it('takes no search character for a pattern', async () => {
    expect(await found('brasam.kop', '%')).toEqual([]);
  });

  it('is refused to those who are not bound by the secrecy act', async () => {
    await expect(found('idrott.led', '')).rejects.toEqual(expect.objectContaining({ name: 'not-allowed' }));
  });
});
