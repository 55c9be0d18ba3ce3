import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cases, event } from './cases.js';
import { readCalendar, windowAt } from './read-calendar.js';

const now = new Date('2027-01-01T12:00:00Z');
const calendar = (lines: readonly string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Somebody//A Calendar//SV', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const wall = (at: number): string => new Date(at).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }).replace(' ', 'T').slice(8, 16);
const january = Date.parse('2027-02-01T00:00:00+01:00');
const told = (text: string): string[] => {
  const { busy, tentative } = readCalendar(text, now)!;
  const all = [...busy.map((one) => [...one, ''] as const), ...tentative.map((one) => [...one, '?'] as const)].filter(([from]) => from < january);
  return all.toSorted((a, b) => a[0] - b[0]).map(([from, to, mark]) => `${wall(from)}/${wall(to)}${mark}`);
};

describe('a calendar', () => {
  it.each(cases.map((one) => [one.by, one.what, one] as const))('(%s) tells %s', (_, __, { lines, takes, skipped = 0 }) => {
    expect([told(calendar(lines)), readCalendar(calendar(lines), now)!.skipped]).toEqual([takes, skipped]);
  });

  it('keeps a rule on the clock of its zone over both changes of 2027', () => {
    const { busy } = readCalendar(calendar(event('DTSTART;TZID=Europe/Stockholm:20270104T023000', 'DURATION:PT30M', 'RRULE:FREQ=DAILY')), now)!;
    const startOn = (day: string): string[] => busy.filter(([at]) => new Date(at).toISOString().startsWith(day)).map(([at]) => new Date(at).toISOString().slice(11, 16));

    expect([startOn('2027-03-27'), startOn('2027-03-28'), startOn('2027-03-29'), startOn('2027-10-31'), startOn('2027-11-01')]).toEqual([['01:30'], ['01:30'], ['00:30'], ['00:30'], ['01:30']]);
    expect(busy.length).toBeGreaterThan(390);
  });

  it('tells of a period alone, and a free/busy file of its own', () => {
    const [begin, end] = windowAt(now);

    expect(readCalendar(calendar(event('DTSTART:20200101T080000Z', 'DTEND:20400101T080000Z')), now)).toMatchObject({ busy: [[begin, end]], covers: [begin, end] });
    expect(readCalendar(calendar(['BEGIN:VFREEBUSY', 'DTSTART:20270110T000000Z', 'DTEND:20270120T000000Z', 'END:VFREEBUSY']), now)!.covers.map((at) => new Date(at).toISOString())).toEqual(['2027-01-10T00:00:00.000Z', '2027-01-20T00:00:00.000Z']);
  });

  it.each([['nothing', ''], ['a page', '<html><title>Logga in</title></html>'], ['a card', 'BEGIN:VCARD\r\nFN:Karl\r\nEND:VCARD'], ['a free/busy file of which nothing can be read', calendar(['BEGIN:VFREEBUSY', 'FREEBUSY:20270112T080000Z', 'END:VFREEBUSY'])], ['noise', '\u0000\uFFFD\u0007'], ['too many entries', calendar(Array.from({ length: 20_001 }, () => ['BEGIN:VTODO', 'END:VTODO']).flat())]])('is not what %s is', (_, text) => {
    expect(readCalendar(text, now)).toBeNull();
  });

  it('of too many stretches is none, and an event that is repeated too often is not understood', () => {
    const stamp = (ten: number): string => `${new Date(Date.parse('2027-01-02T00:00:00Z') + ten * 600_000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
    const every = (from: number, length: number): string[] => event('DTSTART:20270102T000000Z', 'DURATION:PT1M', `RDATE:${Array.from({ length }, (_, at) => stamp(from + at)).join(',')}`);

    expect(readCalendar(calendar(every(0, 5_001)), now)).toMatchObject({ busy: [], skipped: 1 });
    expect(readCalendar(calendar([0, 1, 2, 3, 4].flatMap((n) => every(n * 4_500, 4_500))), now)).toBeNull();
  });

  it('of many broken kinds is read as far as it goes, and never throws', () => {
    const whole = calendar([...event('DTSTART:20270112T080000Z', 'DTEND:20270112T090000Z', 'RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20271231', 'EXDATE:20270119T080000Z'), ...event('DTSTART;VALUE=DATE:20270112')]);
    fc.assert(fc.property(fc.nat(whole.length), fc.nat(40), fc.string({ maxLength: 20 }), (at, length, put) => {
      expect(() => readCalendar(`${whole.slice(0, at)}${put}${whole.slice(at + length)}`, now)).not.toThrow();
    }));
  });

  it('is all that is kept: whatever takes the same time gives the same, byte for byte, whatever its entries are called and however many they are', () => {
    const hours = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 6 }), fc.boolean()), { maxLength: 25 });
    const stamp = (hour: number): string => `${new Date(Date.parse('2027-01-04T00:00:00Z') + hour * 3_600_000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
    const entry = (from: number, to: number, perhaps: boolean, title: string): string[] => event(`DTSTART:${stamp(from)}`, `DTEND:${stamp(to)}`, `SUMMARY:${title}`, ...(perhaps ? ['STATUS:TENTATIVE'] : []));
    fc.assert(fc.property(hours, fc.stringMatching(/^[a-zåäö ]{1,20}$/), (all, title) => {
      const [whole, cut] = [all.flatMap(([from, length, perhaps]) => entry(from, from + length, perhaps, title)), all.toReversed().flatMap(([from, length, perhaps]) => Array.from({ length }, (_, at) => entry(from + at, from + at + 1, perhaps, `Del ${at}`)).flat())];
      expect(JSON.stringify(readCalendar(calendar(cut), now))).toBe(JSON.stringify(readCalendar(calendar(whole), now)));
    }), { numRuns: 40 });
  });
});
