import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { calendarEntry, calendarFile, type Entry } from './calendar-entry.js';

const id = '01900000-0000-7000-8000-00000000a001';
const facts: Entry['facts'] = {
  id, level: 'GENERAL', groupName: 'Unggruppen Köping', startsAt: new Date('2027-01-27T12:30:00Z'), endsAt: new Date('2027-01-27T14:00:00Z'), zone: 'Europe/Stockholm',
  place: 'Rådhuset, Östra Långgatan 1; plan 2', online: false, sequence: 0,
};
const entryWith = (over: Partial<Entry> = {}): Entry => ({ facts, kind: 'invited', locale: 'sv', recipient: 'falt@koping.example', sender: 'no-reply@hub.example', answersTo: null, url: `https://hub.example/moten/${id}`, stamp: new Date('2027-01-10T08:00:00Z'), ...over });
const anEntry = (over: Partial<Entry> = {}): string => calendarEntry(entryWith(over));

const parsed = (text: string) => {
  const calendar = ICAL.Component.fromString(text);
  const event = calendar.getFirstSubcomponent('vevent')!;
  return { calendar, event, read: (name: string) => event.getFirstPropertyValue(name)?.toString() };
};

describe('the calendar entry', () => {
  it('asks the recipient alone, with the hub as organiser', () => {
    const { calendar, event } = parsed(anEntry());

    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.getAllProperties('attendee').map((a) => a.getFirstValue())).toEqual(['mailto:falt@koping.example']);
    expect(event.getFirstPropertyValue('organizer')).toBe('mailto:no-reply@hub.example');
    expect(event.getFirstProperty('attendee')!.getParameter('rsvp')).toBe('FALSE');
  });

  it('shows buttons where answers are listened to: it asks for one, and the organiser is where it is to come', () => {
    const asking = (over: Partial<Entry>) => parsed(anEntry({ answersTo: 'svar+abc@hub.example', ...over })).event;

    expect(asking({}).getFirstPropertyValue('organizer')).toBe('mailto:svar+abc@hub.example');
    expect(asking({}).getFirstProperty('attendee')!.getParameter('rsvp')).toBe('TRUE');
    expect(asking({ kind: 'cancelled' }).getFirstPropertyValue('organizer')).toBe('mailto:svar+abc@hub.example');
    expect(asking({ kind: 'cancelled' }).getFirstProperty('attendee')!.getParameter('rsvp')).toBe('FALSE');
  });

  it('says that a counter is declined, by the entry that holds (RFC 5546 §3.2.8)', () => {
    const { calendar, event, read } = parsed(anEntry({ kind: 'proposal-declined', answersTo: 'svar+abc@hub.example', facts: { ...facts, sequence: 3 } }));

    expect(calendar.getFirstPropertyValue('method')).toBe('DECLINECOUNTER');
    expect([read('uid'), read('sequence'), read('organizer'), read('dtstart')]).toEqual([`${id}@knutpunkt`, '3', 'mailto:svar+abc@hub.example', '2027-01-27T13:30:00']);
    expect(event.getFirstProperty('attendee')!.getParameter('rsvp')).toBe('FALSE');
  });

  it('is the same instant in a calendar that reads the zone from it', () => {
    const { calendar, event } = parsed(anEntry());
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!);
    const start = event.getFirstProperty('dtstart')!;

    expect(start.toICALString()).toBe('DTSTART;TZID=Europe/Stockholm:20270127T133000');
    expect(zone.tzid).toBe('Europe/Stockholm');
    const time = start.getFirstValue() as ICAL.Time;
    time.zone = zone;
    expect(time.toJSDate()).toEqual(facts.startsAt);
  });

  it('follows summer time', () => {
    const summer = { ...facts, startsAt: new Date('2027-06-10T07:00:00Z'), endsAt: new Date('2027-06-10T08:00:00Z') };
    expect(anEntry({ facts: summer })).toContain('DTSTART;TZID=Europe/Stockholm:20270610T090000\r\n');
  });

  it('keeps its UID while the sequence rises, so that it moves', () => {
    const moved = parsed(anEntry({ kind: 'rescheduled', facts: { ...facts, sequence: 3 } }));

    expect(moved.read('uid')).toBe(`${id}@knutpunkt`);
    expect(moved.read('sequence')).toBe('3');
    expect(moved.calendar.getFirstPropertyValue('method')).toBe('REQUEST');
  });

  it('cancels with the method and the status that calendars look for', () => {
    const { calendar, read } = parsed(anEntry({ kind: 'cancelled', facts: { ...facts, sequence: 4 } }));

    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(read('status')).toBe('CANCELLED');
    expect(read('uid')).toBe(`${id}@knutpunkt`);
  });

  it('holds no line above 75 octets and keeps Swedish letters whole', () => {
    const long = 'Åäö Ärla-Örsås '.repeat(12).trim();
    const text = anEntry({ facts: { ...facts, groupName: long } });

    expect(text.split('\r\n').filter((l) => Buffer.byteLength(l) > 75)).toEqual([]);
    expect(text).not.toContain('\uFFFD');
    expect(parsed(text).read('summary')).toBe(long);
    expect(parsed(text).read('location')).toBe(facts.place);
  });

  it('says neither the group nor anything else of an individual-level matter', () => {
    const { event, read } = parsed(anEntry({ facts: { ...facts, level: 'INDIVIDUAL', groupName: 'Insatsgrupp Köping' } }));

    expect(read('summary')).toBe('Möte i Knutpunkt');
    expect(read('class')).toBe('PRIVATE');
    expect(event.toString()).not.toContain('Insatsgrupp');
  });

  it('says only which entry goes away to somebody who is no longer invited', () => {
    const text = anEntry({ kind: 'removed', url: null });

    expect(parsed(text).calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    for (const hidden of ['Unggruppen', 'Rådhuset', 'https:']) expect(text).not.toContain(hidden);
  });

  it('is the same bytes when it is made again', () => {
    expect(anEntry()).toBe(anEntry());
  });

  it('stamps in UTC', () => {
    expect(anEntry()).toContain('DTSTAMP:20270110T080000Z\r\n');
  });
});

describe('the file of many entries', () => {
  const laterId = '01900000-0000-7000-8000-00000000a002';
  const answersTo = 'svar+abc@hub.example';
  const later = entryWith({ answersTo, facts: { ...facts, id: laterId, sequence: 2, zone: 'Europe/Helsinki', startsAt: new Date('2027-06-10T07:00:00Z'), endsAt: new Date('2027-06-10T08:00:00Z') } });
  const file = calendarFile([later, entryWith({ answersTo }), entryWith({ facts: { ...facts, id: laterId.replace('2', '3'), level: 'INDIVIDUAL', groupName: 'Insatsgrupp Köping', startsAt: new Date('2027-09-01T07:00:00Z'), endsAt: new Date('2027-09-01T08:00:00Z') } })]);
  const calendar = ICAL.Component.fromString(file);
  const events = calendar.getAllSubcomponents('vevent');

  it('is published, in order of time, with each zone once', () => {
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(events.map((event) => event.getFirstPropertyValue('uid'))).toEqual([`${id}@knutpunkt`, `${laterId}@knutpunkt`, `${laterId.replace('2', '3')}@knutpunkt`]);
    expect(calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid'))).toEqual(['Europe/Stockholm', 'Europe/Helsinki']);
  });

  it('says of each meeting what its own mail would, so that a later one finds its entry; but it has no attendee, and asks for no answer (RFC 5546 §3.2.1)', () => {
    const alone = parsed(calendarEntry(later)).event;
    const lines = (event: ICAL.Component): string[] => event.getAllProperties().filter(({ name }) => name !== 'attendee' && name !== 'description').map((property) => property.toICALString());

    expect(lines(events[1]!)).toEqual(lines(alone));
    expect(events.flatMap((event) => event.getAllProperties('attendee'))).toEqual([]);
    expect(events[1]!.getFirstPropertyValue('description')).toBe(`Öppna och svara här: https://hub.example/moten/${id}\nSvara i Knutpunkt. Svar som du ger i kalendern kommer inte fram.`);
  });

  it('names no individual-level group, and is the same bytes in whatever order it is made', () => {
    expect(file.replaceAll('\r\n ', '')).not.toContain('Insatsgrupp');
    expect(events[2]!.getFirstPropertyValue('class')).toBe('PRIVATE');
    expect(calendarFile([entryWith({ answersTo }), later])).toBe(calendarFile([later, entryWith({ answersTo })]));
  });
});
