import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ScheduleMeeting } from '@knutpunkt/contracts';
import { readDirectory, type DirectoryFiles } from '../import/read-directory.js';
import { stableId } from '../import/stable-id.js';
import { demoAccounts } from './demo-accounts.js';
import { demoMeetings, type DemoMeeting } from './demo-meetings.js';
import { invitationsIn } from './invitations.js';

const folder = fileURLToPath(new URL('../../../../infra/demo/vastmanland', import.meta.url));

let files: DirectoryFiles;
let year: DemoMeeting[];
beforeAll(async () => {
  files = await readDirectory(folder);
  year = await demoMeetings(folder, new Date('2026-11-22T12:00:00Z'));
});

const datesOf = (groupCode: string): string[] => year.filter((meeting) => meeting.groupCode === groupCode && meeting.startsLocal >= '2027').map(({ startsLocal }) => startsLocal);

/** The usernames in whose calendars a meeting stands. */
function whomItReaches(meeting: DemoMeeting): string[] {
  const { people, groups, holders } = invitationsIn(files);
  const chosen = [...people].filter((username) => meeting.people.includes(stableId('person', username)));
  const holding = [...holders].filter(([code]) => meeting.functions.includes(stableId('function', code))).flatMap(([, usernames]) => usernames);
  return [meeting.by, ...chosen, ...holding, ...(groups.get(meeting.groupCode ?? '')?.members.map(({ person }) => person) ?? [])];
}

describe('the Västmanland demo', () => {
  it('has the five groups, one of them at the individual level', () => {
    expect(files.groups.value.groups.map(({ name, level }) => `${name}: ${level}`)).toEqual([
      'Strategiskt Brå Köping: GENERAL', 'EST Köping: GENERAL', 'Unggruppen Köping: GENERAL', 'Insatsgrupp Köping (VBE och unga): INDIVIDUAL', 'LänsBrå Västmanland: GENERAL',
    ]);
  });

  it('gives every member of an individual-level group a login of the level that the group requires', async () => {
    const accounts = new Map((await demoAccounts(folder)).map((account) => [account.username, account.acr]));
    const levels = files.groups.value.groups.flatMap((group) => group.members.map(({ person }) => Number(accounts.get(person)!.slice(3)) - group.requiredAssuranceLevel));

    expect(Math.min(...levels)).toBeGreaterThanOrEqual(0);
  });

  it('writes only to addresses that nobody can have', async () => {
    const addresses = (await demoAccounts(folder)).map(({ email }) => email);

    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([]);
  });

  it('gives an organisation the same id each time', async () => {
    const accounts = await demoAccounts(folder);

    expect(accounts.find(({ username }) => username === 'brasam.kop')!.organisation).toEqual({ alias: 'kop', id: stableId('organisation', 'KOP'), name: 'Köpings kommun' });
  });
});

describe('an organisation in the demo', () => {
  it('is named in tokens by its code in small letters, as the services look it up', () => {
    expect(files.organisations.value.organisations.filter(({ code, identityProvider }) => identityProvider !== code.toLowerCase())).toEqual([]);
  });
});

describe('the year 2027', () => {
  it('has the EST meeting on 41 Tuesdays at 08:30, not in sportlov, Easter or summer', () => {
    const dates = datesOf('EST-KOP');

    expect(dates).toHaveLength(41);
    expect(dates.every((date) => date.endsWith('T08:30'))).toBe(true);
    expect(dates.filter((date) => /-02-23|-03-23|-03-30|-06-29|-07-|-08-(03|10)/.test(date))).toEqual([]);
    expect(dates).toEqual(expect.arrayContaining(['2027-01-12T08:30', '2027-04-06T08:30', '2027-06-22T08:30', '2027-08-17T08:30']));
  });

  it('has the four meetings of the council, the ten of Unggruppen and the four of LänsBrå', () => {
    expect(datesOf('STRATEGISKT-BRA-KOP')).toEqual(['2027-01-21T09:00', '2027-04-15T09:00', '2027-09-16T09:00', '2027-11-25T09:00']);
    expect(datesOf('UNGGRUPPEN-KOP')).toHaveLength(10);
    expect(datesOf('LANSBRA-VASTMANLAND')).toEqual(['2027-02-11T13:00', '2027-05-20T13:00', '2027-09-30T13:00', '2027-12-02T13:00']);
  });

  it('follows up three matters after 3, 6 and 12 weeks, without a word about them', () => {
    const meetings = year.filter(({ groupCode }) => groupCode === 'INSATSGRUPP-KOP');

    expect(datesOf('INSATSGRUPP-KOP')).toHaveLength(12);
    expect(datesOf('INSATSGRUPP-KOP')).toContain('2027-04-06T10:00');
    expect(meetings.map(({ title, about }) => title + about).join('')).toBe('');
  });

  it('is entered as held once it has passed, and then nobody is asked', async () => {
    const later = await demoMeetings(folder, new Date('2027-03-01T12:00:00Z'));
    const council = later.find(({ startsLocal }) => startsLocal === '2027-01-21T09:00');

    expect(council).toMatchObject({ held: true, replies: [] });
  });
});

describe('the days around today', () => {
  it.each(['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28'])('hold a meeting to come within a week for every account, also late on %s', async (today) => {
    const coming = (await demoMeetings(folder, new Date(`${today}T21:00:00Z`))).filter(({ held }) => !held);
    const weekAfter = new Date(Date.parse(today) + 7 * 86_400_000).toISOString().slice(0, 10);
    const busy = new Set(coming.filter(({ startsLocal }) => startsLocal < weekAfter).flatMap(whomItReaches));

    expect(files.people.value.people.map(({ username }) => username).filter((username) => !busy.has(username))).toEqual([]);
  });

  it('have meetings of all five groups, some with replies, and meetings between organisations without a group', () => {
    const week = year.filter(({ startsLocal }) => startsLocal < '2026-12-01');

    expect(new Set(week.map(({ groupCode }) => groupCode)).size).toBe(6);
    expect(week.some(({ replies }) => replies.length > 0)).toBe(true);
  });

  it('have some that are already held', () => {
    expect(year.filter(({ held }) => held).length).toBeGreaterThan(3);
  });
});

describe('every demo meeting', () => {
  it('is one that the public API takes', () => {
    const refused = year.flatMap(({ startsLocal: starts, endsLocal: ends, place, link, title, about, groupId, people, functions }) => {
      const parsed = ScheduleMeeting.input.safeParse({ starts, ends, place, link, title, about, groupId, people, functions });
      return parsed.success ? [] : [`${starts} ${title}: ${parsed.error.message}`];
    });

    expect(refused).toEqual([]);
  });

  it('without a group is called by somebody who is bound by the secrecy act, as the rule asks', () => {
    const bound = new Set(files.organisations.value.organisations.filter(({ boundByOsl }) => boundByOsl).flatMap(({ authorities }) => authorities.flatMap(({ units }) => units.map(({ code }) => code))));
    const unitOf = new Map(files.people.value.people.map(({ username, unit }) => [username, unit]));

    expect(year.filter(({ groupId, by }) => !groupId && !bound.has(unitOf.get(by)!))).toEqual([]);
  });
});

describe('a demo meeting that is going on when the demo is loaded', () => {
  it('begins within half an hour instead and lasts as long', async () => {
    const meetings = await demoMeetings(folder, new Date('2026-11-23T13:00:00Z'));
    const youth = meetings.find(({ title }) => title === 'Läget inför helgen');

    expect(youth).toMatchObject({ startsLocal: '2026-11-23T14:15', endsLocal: '2026-11-23T15:45', held: false });
  });
});
