import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { calendarOf } from './feed-calendar.js';
import type { InFeed } from './in-feed.js';

const id = '01900000-0000-7000-8000-00000000a001';
const a = (over: Partial<InFeed> = {}): InFeed => ({
  id, starts: '20270127T123000Z', ends: '20270127T140000Z', called: '20270110T080000Z', place: 'Rådhuset, Östra Långgatan 1; plan 2', online: false, status: 'called', sequence: 0, individual: false, group_name: 'Unggruppen Köping', ...over,
});
const reading = { locale: 'sv', hub: 'https://hub.example' } as const;
const read = (row: InFeed) => {
  const event = ICAL.Component.fromString(calendarOf([row], reading)).getFirstSubcomponent('vevent')!;
  return (name: string) => event.getFirstPropertyValue(name)?.toString();
};

describe('a calendar that is subscribed to', () => {
  it('tells the group, the time, the place and where to read more', () => {
    const value = read(a());

    expect([value('summary'), value('location'), value('url'), value('dtstart'), value('dtend')]).toEqual(['Unggruppen Köping', 'Rådhuset, Östra Långgatan 1; plan 2', `https://hub.example/moten/${id}`, '2027-01-27T12:30:00Z', '2027-01-27T14:00:00Z']);
    expect(value('uid')).toBe(`${id}@knutpunkt`);
  });

  it('says of an individual-level meeting only that there is one', () => {
    const value = read(a({ individual: true, group_name: null }));

    expect([value('summary'), value('class')]).toEqual(['Möte i Knutpunkt', 'PRIVATE']);
  });

  it('shows what is cancelled as that, and as free time', () => {
    const value = read(a({ status: 'cancelled', sequence: 2 }));

    expect([value('status'), value('transp'), value('sequence')]).toEqual(['CANCELLED', 'TRANSPARENT', '2']);
  });

  it('says where the link to a video meeting is, and not the link', () => {
    expect(read(a({ place: '', online: true }))('location')).toBe('På distans. Länken till mötet finns i Knutpunkt.');
  });

  it('holds no line above 75 octets, and is the same bytes when it is made again', () => {
    const rows = [a({ group_name: 'Åäö Ärla-Örsås '.repeat(12).trim() }), a()];

    expect(calendarOf(rows, reading).split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(calendarOf(rows, reading)).toBe(calendarOf(rows, reading));
  });

  it('is a calendar without meetings where there are none', () => {
    expect(ICAL.Component.fromString(calendarOf([], reading)).getAllSubcomponents('vevent')).toEqual([]);
  });
});
