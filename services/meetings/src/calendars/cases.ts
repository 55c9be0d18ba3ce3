/** What a calendar tells, by which section or whose habit, and what must be known of it: `-` to, `?` perhaps, on Swedish clocks of January 2027 unless it says otherwise. */
export interface CalendarCase {
  readonly by: string;
  readonly what: string;
  readonly lines: readonly string[];
  /** Stretches as `DDThh:mm/DDThh:mm`, with `?` behind those that are tentative. */
  readonly takes: readonly string[];
  readonly skipped?: number;
}

export const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20270101T000000Z', ...lines, 'END:VEVENT'];
const hour = ['DTSTART:20270112T080000Z', 'DTEND:20270112T090000Z'];
const one = (by: string, what: string, lines: readonly string[], ...takes: string[]): CalendarCase => ({ by, what, lines: event(...lines), takes });
const weekly = ['DTSTART;TZID=Europe/Stockholm:20270111T090000', 'DTEND;TZID=Europe/Stockholm:20270111T100000'];
const free = (...lines: string[]): string[] => ['BEGIN:VFREEBUSY', 'DTSTART:20270101T000000Z', 'DTEND:20270201T000000Z', ...lines, 'END:VFREEBUSY'];

export const cases: readonly CalendarCase[] = [
  one('§3.3.5 form 2', 'an hour in UTC', hour, '12T09:00/12T10:00'),
  one('§3.3.5 form 1', 'a floating hour, on Swedish clocks', ['DTSTART:20270112T080000', 'DTEND:20270112T090000'], '12T08:00/12T09:00'),
  one('§3.3.5 form 3', 'an hour in Helsinki', ['DTSTART;TZID=Europe/Helsinki:20270112T080000', 'DTEND;TZID=Europe/Helsinki:20270112T090000'], '12T07:00/12T08:00'),
  one('Outlook', 'a zone as Windows names it', ['DTSTART;TZID=W. Europe Standard Time:20270112T080000', 'DTEND;TZID=W. Europe Standard Time:20270112T090000'], '12T08:00/12T09:00'),
  one('Outlook', 'another zone as Windows names it', ['DTSTART;TZID=FLE Standard Time:20270112T080000', 'DTEND;TZID=FLE Standard Time:20270112T090000'], '12T07:00/12T08:00'),
  one('Evolution', 'a zone with a path before it', ['DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Stockholm:20270112T080000', 'DURATION:PT1H'], '12T08:00/12T09:00'),
  one('§3.2.19', 'a zone that nobody knows, on Swedish clocks', ['DTSTART;TZID=Hemma hos Åsa:20270112T080000', 'DURATION:PT1H'], '12T08:00/12T09:00'),
  one('§3.8.2.5', 'a duration in place of an end', ['DTSTART:20270112T080000Z', 'DURATION:PT1H30M'], '12T09:00/12T10:30'),
  one('§3.6.1', 'a time without end, which takes none', ['DTSTART:20270112T080000Z']),
  one('§3.6.1', 'a day without end, which is all of it', ['DTSTART;VALUE=DATE:20270112'], '12T00:00/13T00:00'),
  one('§3.3.4', 'three whole days', ['DTSTART;VALUE=DATE:20270112', 'DTEND;VALUE=DATE:20270115'], '12T00:00/15T00:00'),
  one('§3.8.2.7', 'what is shown as free', [...hour, 'TRANSP:TRANSPARENT']),
  one('§3.8.1.11', 'what is cancelled', [...hour, 'STATUS:CANCELLED']),
  one('§3.8.1.11', 'what may be', [...hour, 'STATUS:TENTATIVE'], '12T09:00/12T10:00?'),
  one('Outlook', 'what may be, in its own words', [...hour, 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE'], '12T09:00/12T10:00?'),
  one('Outlook', 'what is free, in its own words', [...hour, 'X-MICROSOFT-CDO-BUSYSTATUS:FREE']),
  one('Outlook', 'who works elsewhere, who is not busy', [...hour, 'X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE']),
  one('Outlook', 'who is away', [...hour, 'X-MICROSOFT-CDO-BUSYSTATUS:OOF'], '12T09:00/12T10:00'),
  one('§3.8.5.3', 'a week\'s meeting that ends', [...weekly, 'RRULE:FREQ=WEEKLY;COUNT=3'], '11T09:00/11T10:00', '18T09:00/18T10:00', '25T09:00/25T10:00'),
  one('§3.3.10', 'UNTIL as an instant, included', [...weekly, 'RRULE:FREQ=WEEKLY;UNTIL=20270118T080000Z'], '11T09:00/11T10:00', '18T09:00/18T10:00'),
  one('§3.3.10', 'UNTIL as a day, included', [...weekly, 'RRULE:FREQ=WEEKLY;UNTIL=20270118'], '11T09:00/11T10:00', '18T09:00/18T10:00'),
  one('§3.3.10', 'a floating UNTIL beside a floating start, included', ['DTSTART:20270111T090000', 'DTEND:20270111T100000', 'RRULE:FREQ=WEEKLY;UNTIL=20270118T090000'], '11T09:00/11T10:00', '18T09:00/18T10:00'),
  one('§3.8.5.1', 'a meeting that is taken out', [...weekly, 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;TZID=Europe/Stockholm:20270118T090000'], '11T09:00/11T10:00', '25T09:00/25T10:00'),
  one('§3.8.5.1', 'two that are taken out in UTC', [...weekly, 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20270111T080000Z,20270125T080000Z'], '18T09:00/18T10:00'),
  one('§3.8.5.1', 'a day that is taken out', ['DTSTART;VALUE=DATE:20270112', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20270113'], '12T00:00/13T00:00', '14T00:00/15T00:00'),
  one('§3.8.5.2', 'a date that is added', [...hour, 'RDATE:20270114T080000Z'], '12T09:00/12T10:00', '14T09:00/14T10:00'),
  one('§3.3.10', 'a rule that began long ago', ['DTSTART;TZID=Europe/Stockholm:20100104T090000', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270131'], '12T09:00/12T10:00'),
  { by: '§3.8.4.4', what: 'one of them moved', takes: ['11T09:00/11T10:00', '19T13:00/19T14:00'], lines: [...event(...weekly, 'RRULE:FREQ=WEEKLY;COUNT=2'), ...event('RECURRENCE-ID;TZID=Europe/Stockholm:20270118T090000', 'DTSTART:20270119T120000Z', 'DURATION:PT1H')] },
  { by: '§3.8.4.4', what: 'one of them cancelled, told before the rule', takes: ['11T09:00/11T10:00'], lines: [...event('RECURRENCE-ID:20270118T080000Z', 'STATUS:CANCELLED', 'DTSTART:20270118T080000Z'), ...event(...weekly, 'RRULE:FREQ=WEEKLY;COUNT=2')] },
  { by: 'merging', what: 'two that touch are one, and one within another is none', takes: ['12T09:00/12T11:00'], lines: [...event(...hour), ...event('DTSTART:20270112T090000Z', 'DURATION:PT1H'), ...event('DTSTART:20270112T081500Z', 'DURATION:PT5M', 'STATUS:TENTATIVE')] },
  { by: '§3.6.4', what: 'busy time, with an end or a duration', takes: ['12T09:00/12T10:00', '13T09:00/13T09:30'], lines: free('FREEBUSY:20270112T080000Z/20270112T090000Z,20270113T080000Z/PT30M') },
  { by: '§3.2.9', what: 'the kinds of free/busy time', takes: ['12T09:00/12T10:00?', '13T09:00/13T10:00', '15T09:00/15T10:00'], lines: free('FREEBUSY;FBTYPE=BUSY-TENTATIVE:20270112T080000Z/PT1H', 'FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20270113T080000Z/PT1H', 'FREEBUSY;FBTYPE=FREE:20270114T080000Z/PT1H', 'FREEBUSY;FBTYPE=X-SOMETHING:20270115T080000Z/PT1H') },
  { by: '§3.6.4', what: 'free/busy time without any', takes: [], lines: free() },
  { by: '§3.4', what: 'a second calendar in the same text', takes: ['12T09:00/12T10:00', '13T09:00/13T10:00'], lines: [...event(...hour), 'END:VCALENDAR', 'BEGIN:VCALENDAR', 'VERSION:2.0', ...event('DTSTART:20270113T080000Z', 'DURATION:PT1H')] },
  { by: 'rounding', what: 'what begins and ends within five minutes, as all of them', takes: ['12T09:00/12T10:05'], lines: event('DTSTART:20270112T080130Z', 'DTEND:20270112T090001Z') },
  { by: '§3.1', what: 'folded lines and åäö', takes: ['12T09:00/12T10:00'], lines: event('SUMMARY:Räksmörgås på Ön', ' ska ätas', ...hour) },
  { by: '§3.6.2', what: 'what is no event', takes: [], lines: ['BEGIN:VTODO', 'UID:t', 'DUE:20270112T080000Z', 'END:VTODO'] },
  { by: 'broken', what: 'an event without a start, beside one with', takes: ['12T09:00/12T10:00'], skipped: 1, lines: [...event('SUMMARY:X'), ...event(...hour)] },
  { by: 'broken', what: 'an event that ends before it begins', takes: [], skipped: 1, lines: event('DTSTART:20270112T080000Z', 'DTEND:20270112T070000Z') },
  { by: 'broken', what: 'a rule of seconds, which nobody meets by', takes: [], skipped: 1, lines: event(...hour, 'RRULE:FREQ=SECONDLY') },
  { by: 'broken', what: 'a rule that is none, beside an event without', takes: ['12T09:00/12T10:00'], skipped: 1, lines: [...event(...hour, 'RRULE:FREQ=SOMETIMES'), ...event(...hour)] },
  { by: 'broken', what: 'a free/busy period that is none, beside an event', takes: ['12T09:00/12T10:00'], skipped: 1, lines: [...free('FREEBUSY:20270112T080000Z'), ...event(...hour)] },
];
