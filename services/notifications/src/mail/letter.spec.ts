import { describe, expect, it } from '@jest/globals';
import { letterOf, summaryOf, type Told } from './letter.js';

const hub = { publicUrl: 'https://hub.example', mailFrom: 'no-reply@hub.example' };
const swedish = { email: 'falt@koping.example', locale: 'sv' } as const;
const id = '01900000-0000-7000-8000-00000000a001';
const told = (over: Partial<Told> = {}, facts: Partial<Told['facts']> = {}): Told => ({
  kind: 'invited', asksAgain: false, stamp: new Date('2027-01-10T08:00:00Z'), answersTo: null, ...over,
  facts: { id, level: 'GENERAL', groupName: 'Unggruppen Köping', startsAt: new Date('2027-01-27T12:30:00Z'), endsAt: new Date('2027-01-27T14:00:00Z'), zone: 'Europe/Stockholm', place: 'Rådhuset', online: false, sequence: 0, ...facts },
});

describe('a mail about one meeting', () => {
  it('shows group, time and place, and leads to the hub', () => {
    const { subject, text } = letterOf(told(), swedish, hub);

    expect(subject).toBe('Kallelse: Unggruppen Köping, onsdag 27 januari 2027 (v. 4) 13.30–15.00');
    expect(text).toContain('Grupp: Unggruppen Köping\nTid: onsdag 27 januari 2027 (v. 4) 13.30–15.00\nPlats: Rådhuset\n');
    expect(text).toContain(`https://hub.example/moten/${id}`);
    expect(text).toContain('Dagordningen läser du i Knutpunkt efter inloggning.');
    expect(text).toContain('Svar som du ger i kalendern kommer inte fram.');
  });

  it('says that the calendar may answer where somebody listens, and that individual-level meetings keep no comment', () => {
    const answersTo = 'svar+abc@hub.example';

    expect(letterOf(told({ answersTo }), swedish, hub)).toMatchObject({ replyTo: answersTo, text: expect.stringContaining('Svara direkt i din kalender, eller i Knutpunkt.') });
    expect(letterOf(told({ answersTo }, { level: 'INDIVIDUAL' }), swedish, hub).text).toContain('skriv ingen kommentar');
    expect(letterOf(told(), swedish, hub).replyTo).toBeNull();
  });

  it('is in English for those who read English', () => {
    expect(letterOf(told(), { ...swedish, locale: 'en' }, hub).subject).toBe('Invitation: Unggruppen Köping, Wednesday 27 January 2027 (week 4) 13:30–15:00');
  });

  it('says that items can be proposed, where they can', () => {
    expect(letterOf(told(), swedish, hub).text).toContain('Du kan också föreslå punkter till dagordningen där.');
    expect(letterOf(told({}, { level: 'INDIVIDUAL' }), swedish, hub).text).not.toContain('föreslå');
  });

  it('names no group of an individual-level meeting, in any part', () => {
    const letter = letterOf(told({}, { level: 'INDIVIDUAL', groupName: 'Insatsgrupp Köping' }), swedish, hub);

    expect(JSON.stringify(letter)).not.toContain('Insatsgrupp');
    expect(letter.subject).toBe('Kallelse: Möte i Knutpunkt, onsdag 27 januari 2027 (v. 4) 13.30–15.00');
    expect(letter.text).not.toContain('Grupp:');
  });

  it('asks again for an answer when the time has changed, and only then', () => {
    expect(letterOf(told({ kind: 'rescheduled', asksAgain: true }), swedish, hub).text).toContain('Svara igen');
    expect(letterOf(told({ kind: 'rescheduled' }), swedish, hub).text).not.toContain('Svara igen');
  });

  it.each([['invited', 'Kallelsen kommer sent'], ['rescheduled', 'Ändringen kommer sent']] as const)('that is %s late says so, in the same words at both levels', (kind, words) => {
    const onTheEve = new Date('2027-01-26T08:00:00Z');
    const sameDay = new Date('2027-01-27T08:00:00Z');
    const saying = (stamp: Date, level: 'GENERAL' | 'INDIVIDUAL' = 'GENERAL') => letterOf(told({ kind, stamp }, { level }), swedish, hub).text.split('\n').filter((line) => line.includes('kommer sent'));

    expect([saying(onTheEve), saying(sameDay, 'INDIVIDUAL')]).toEqual(Array.from({ length: 2 }, () => [`${words}, med kortare varsel än brukligt.`]));
    expect([saying(new Date('2027-01-20T08:00:00Z')), saying(onTheEve, 'INDIVIDUAL')]).toEqual([[], []]);
  });

  it.each(['resent', 'reminded', 'cancelled', 'removed'] as const)('that is %s is never late', (kind) => {
    expect(letterOf(told({ kind, stamp: new Date('2027-01-27T08:00:00Z') }), swedish, hub).text).not.toContain('sent,');
  });

  it('says where to find the link of a meeting held online, and not the link', () => {
    expect(letterOf(told({}, { place: '', online: true }), swedish, hub).text).toContain('Länken till mötet finns i Knutpunkt');
  });

  it('that reminds is the invitation once more, and asks for an answer', () => {
    const { subject, text, calendar } = letterOf(told({ kind: 'reminded' }, { level: 'INDIVIDUAL', groupName: 'Insatsgrupp Köping' }), swedish, hub);

    expect([subject, calendar?.method]).toEqual(['Påminnelse: svara på kallelsen till Möte i Knutpunkt, onsdag 27 januari 2027 (v. 4) 13.30–15.00', 'REQUEST']);
    expect(text).toContain('Öppna och svara här');
    expect(text).not.toContain('Insatsgrupp');
  });

  it('says neutrally that a proposed time is not taken, and asks for no answer', () => {
    const { subject, text, calendar } = letterOf(told({ kind: 'proposal-declined' }, { level: 'INDIVIDUAL', groupName: 'Insatsgrupp Köping' }), swedish, hub);

    expect([subject, calendar?.method]).toEqual(['Din föreslagna tid antogs inte: Möte i Knutpunkt, onsdag 27 januari 2027 (v. 4) 13.30–15.00', 'DECLINECOUNTER']);
    expect(text).not.toMatch(/Insatsgrupp|Svara/);
  });

  it('asks for no answer to a cancelled meeting', () => {
    const { text, calendar } = letterOf(told({ kind: 'cancelled' }), swedish, hub);

    expect(calendar?.method).toBe('CANCEL');
    expect(text).toContain('Mötet är inställt.');
    expect(text).not.toContain('svara');
  });

  it('gives nothing but the time to somebody who may not see the meeting any more', () => {
    const letter = letterOf(told({ kind: 'removed' }), swedish, hub);

    for (const hidden of ['Unggruppen', 'Rådhuset', 'hub.example/moten']) expect(JSON.stringify(letter)).not.toContain(hidden);
  });
});

describe('one mail in place of many', () => {
  const many = [told({}, { startsAt: new Date('2027-02-24T12:30:00Z'), endsAt: new Date('2027-02-24T14:00:00Z') }), told(), told({}, { level: 'INDIVIDUAL', groupName: 'Insatsgrupp Köping' })];

  it('lists the meetings in order of time', () => {
    const { subject, text } = summaryOf(many, swedish, hub);

    expect(subject).toBe('Du är kallad till 3 möten');
    expect(text.indexOf('27 januari')).toBeLessThan(text.indexOf('24 februari'));
    expect(text).toContain('Öppna den bifogade filen');
  });

  it('carries a file with the entry of each, and is answered nowhere but in the hub', () => {
    const { calendar, replyTo } = summaryOf(many, swedish, hub);

    expect([calendar!.method, calendar!.content.match(/BEGIN:VEVENT/g)!.length, replyTo]).toEqual(['PUBLISH', 3, null]);
  });

  it('tells a series as what it is: how many, which day, what time, and each date once, also over a clock change', () => {
    const week = (n: number): Told => told({}, { startsAt: new Date(Date.UTC(2027, 2, 9 + 7 * n, n < 3 ? 7 : 6, 30)), endsAt: new Date(Date.UTC(2027, 2, 9 + 7 * n, n < 3 ? 8 : 7, 15)) });
    const { subject, text } = summaryOf([...Array.from({ length: 40 }, (_, n) => week(n)).toReversed(), told({}, { groupName: 'LänsBrå' })].filter(({ facts }) => facts.startsAt < new Date('2027-10-01')), swedish, hub);

    expect(subject).toBe('Du är kallad till 31 möten');
    expect(text).toContain('- Unggruppen Köping: 30 möten, tisdagar 08.30–09.15\n  Plats: Rådhuset\n  9 mars 2027 (v. 10)\n  16 mars 2027 (v. 11)\n  23 mars 2027 (v. 12)\n  30 mars 2027 (v. 13)\n');
    expect(text).toContain('- onsdag 27 januari 2027 (v. 4) 13.30–15.00: LänsBrå');
    expect(text.match(/tisdag/g)).toHaveLength(1);
  });

  it('says once that some of them come late', () => {
    const late = summaryOf([...many, told({ stamp: new Date('2027-01-27T08:00:00Z') })], swedish, hub).text;

    expect(late.match(/kommer sent/g)).toHaveLength(1);
    expect(summaryOf(many, swedish, hub).text).not.toContain('kommer sent');
  });

  it('names no individual-level group', () => {
    expect(JSON.stringify(summaryOf(many, swedish, hub)).replaceAll('\\r\\n ', '')).not.toContain('Insatsgrupp');
  });
});
