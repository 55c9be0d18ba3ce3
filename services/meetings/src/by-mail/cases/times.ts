import { reply, type Case } from './a-case.js';

/** The meeting has moved, and the answer tells no sequence: only the time that it tells says which one it answers, so that each of these shows how a time is read. */
const moved = { sequence: 4, askedSequence: 4 };
const winter = (by: string, what: string, start: string, does: Case['does'], head: readonly string[] = []): Case =>
  ({ by, what, sent: reply('ACCEPTED', [start], { head, without: ['SEQUENCE', 'DTEND'] }), situation: moved, does });
const summer = (by: string, what: string, start: string, does: Case['does']): Case => ({ ...winter(by, what, start, does), situation: { ...moved, startsAt: new Date('2027-06-10T11:30:00Z') } });

export const times: readonly Case[] = [
  winter('RFC 5545 §3.3.5 (form 2)', 'tells the time in UTC', 'DTSTART:20270127T123000Z', 'yes'),
  winter('RFC 5545 §3.3.5 (form 2)', 'tells another time in UTC', 'DTSTART:20270127T133000Z', 'outdated'),
  winter('RFC 5545 §3.3.5 (form 3)', 'tells the time in Stockholm', 'DTSTART;TZID=Europe/Stockholm:20270127T133000', 'yes'),
  winter('RFC 5545 §3.3.5 (form 3)', 'tells the time in a zone in quotes', 'DTSTART;TZID="Europe/Stockholm":20270127T133000', 'yes'),
  winter('RFC 5545 §3.3.5 (form 1)', 'tells a floating time, on the clocks of the meeting', 'DTSTART:20270127T133000', 'yes'),
  winter('RFC 5545 §3.3.5 (form 1)', 'tells a floating time that would be right in UTC', 'DTSTART:20270127T123000', 'outdated'),
  winter('Outlook', 'names the zone as Windows does', 'DTSTART;TZID=W. Europe Standard Time:20270127T133000', 'yes'),
  winter('Outlook', 'names the zone of Paris as Windows does', 'DTSTART;TZID=Romance Standard Time:20270127T133000', 'yes'),
  winter('Outlook', 'names the zone of Warsaw as Windows does', 'DTSTART;TZID=Central European Standard Time:20270127T133000', 'yes'),
  winter('Outlook', 'names the zone of Helsinki as Windows does', 'DTSTART;TZID=FLE Standard Time:20270127T143000', 'yes'),
  winter('Outlook', 'names the zone of London as Windows does', 'DTSTART;TZID=GMT Standard Time:20270127T123000', 'yes'),
  winter('Outlook', 'names New York as Windows does', 'DTSTART;TZID=Eastern Standard Time:20270127T073000', 'yes'),
  winter('Exchange', 'names UTC as a zone', 'DTSTART;TZID=UTC:20270127T123000', 'yes'),
  winter('Exchange', 'names the zone as people read it', 'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna":20270127T133000', 'yes'),
  winter('Evolution', 'names the zone with a path before it', 'DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Stockholm:20270127T133000', 'yes'),
  winter('RFC 5545 §3.2.19', 'names a zone that nobody knows, which is read on the meeting\'s clocks', 'DTSTART;TZID=Hemma hos Karl:20270127T133000', 'yes'),
  winter('RFC 5545 §3.2.19', 'names an empty zone', 'DTSTART;TZID=:20270127T133000', 'yes'),
  winter('RFC 5545 §3.3.4', 'tells only a day', 'DTSTART;VALUE=DATE:20270127', 'outdated'),
  winter('RFC 5545 §3.3.5', 'tells seconds', 'DTSTART:20270127T123001Z', 'outdated'),
  winter('RFC 5545 §3.3.12', 'tells a leap second', 'DTSTART:20270127T122960Z', 'yes'),
  winter('RFC 5545 §3.6.5', 'describes a zone of another offset', 'DTSTART;TZID=Annan:20270127T143000', 'yes',
    ['BEGIN:VTIMEZONE', 'TZID:Annan', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0200', 'END:STANDARD', 'END:VTIMEZONE']),
  winter('Outlook', 'describes a Windows zone wrongly, whose name says it better', 'DTSTART;TZID=W. Europe Standard Time:20270127T133000', 'yes',
    ['BEGIN:VTIMEZONE', 'TZID:W. Europe Standard Time', 'BEGIN:STANDARD', 'DTSTART:16010101T030000', 'TZOFFSETFROM:+0300', 'TZOFFSETTO:+0300', 'END:STANDARD', 'END:VTIMEZONE']),
  summer('RFC 5545 §3.3.5 (form 3)', 'tells a summer time in Stockholm', 'DTSTART;TZID=Europe/Stockholm:20270610T133000', 'yes'),
  summer('Outlook', 'tells a summer time as Windows does, whose standard time has summer time too', 'DTSTART;TZID=W. Europe Standard Time:20270610T133000', 'yes'),
  summer('RFC 5545 §3.3.5 (form 1)', 'tells a floating summer time', 'DTSTART:20270610T133000', 'yes'),
  { ...winter('RFC 5545 §3.3.5', 'tells the hour that the clocks skip, which is read as the one after', 'DTSTART;TZID=Europe/Stockholm:20270328T023000', 'yes'), situation: { ...moved, startsAt: new Date('2027-03-28T01:30:00Z') } },
  { ...winter('RFC 5545 §3.3.5', 'tells the hour that the clocks show twice, which is read as the first', 'DTSTART;TZID=Europe/Stockholm:20271031T023000', 'yes'), situation: { ...moved, startsAt: new Date('2027-10-31T00:30:00Z') } },
];
