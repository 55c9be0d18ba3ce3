import ICAL from 'ical.js';
import { createTransport } from 'nodemailer';
import type { Letter } from '@knutpunkt/infra/mailbox';

/** What a person presses in a calendar that is no part of the hub. */
export interface Pressed {
  readonly partstat: 'ACCEPTED' | 'TENTATIVE' | 'DECLINED' | 'DELEGATED';
  readonly comment?: string;
  /** Another time, which makes of the answer a proposal (COUNTER, RFC 5546 §3.2.7). */
  readonly proposes?: { readonly startsAt: string; readonly endsAt: string };
  /** True where nothing is answered: the entry as it stands is asked for (REFRESH, RFC 5546 §3.2.6). */
  readonly refreshes?: boolean;
  /** How the calendar writes its answer. */
  readonly like: 'Outlook' | 'Gmail';
}

export const eventIn = (letter: Letter): ICAL.Component => ICAL.Component.fromString(letter.calendar!).getFirstSubcomponent('vevent')!;
export const organiserIn = (letter: Letter): string => String(eventIn(letter).getFirstPropertyValue('organizer')).replace(/^mailto:/, '');

function methodOf({ proposes, refreshes }: Pressed): string {
  if (refreshes) return 'REFRESH';
  return proposes ? 'COUNTER' : 'REPLY';
}

/** The answer to an entry, made from nothing but the entry: as RFC 5546 §3.2.3 has it, with the habits of two producers. */
function answerTo(letter: Letter, pressed: Pressed): string {
  const { partstat, comment, like, proposes } = pressed;
  const asked = eventIn(letter);
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', like === 'Outlook' ? 'Microsoft Exchange Server 2010' : '-//Google Inc//Google Calendar 70.9054//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('method', methodOf(pressed));
  const event = new ICAL.Component('vevent');
  for (const name of ['uid', 'sequence', 'organizer', 'dtstart', 'dtend']) event.addProperty(asked.getFirstProperty(name)!);
  if (like === 'Outlook') for (const one of event.getAllProperties()) if (one.getParameter('tzid')) one.setParameter('tzid', 'W. Europe Standard Time');
  if (proposes) for (const [name, at] of [['dtstart', proposes.startsAt], ['dtend', proposes.endsAt]] as const) { event.removeProperty(name); event.addPropertyWithValue(name, ICAL.Time.fromJSDate(new Date(at), true)); }
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(new Date(), true));
  const me = event.addPropertyWithValue('attendee', String(asked.getFirstPropertyValue('attendee')));
  me.setParameter('partstat', partstat);
  if (comment && like === 'Gmail') me.setParameter('x-response-comment', comment);
  if (comment && like === 'Outlook') event.addPropertyWithValue('comment', comment);
  calendar.addSubcomponent(event);
  return calendar.toString();
}

/** Answers an invitation by mail, to the organiser that the entry names, through our own door for mail. */
export async function press(port: number, letter: Letter, pressed: Pressed): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  const from = String(eventIn(letter).getFirstPropertyValue('attendee')).replace(/^mailto:/, '');
  await transport.sendMail({
    from, to: organiserIn(letter), subject: `${pressed.partstat}: ${letter.subject}`, text: pressed.comment ?? '', encoding: pressed.like === 'Outlook' ? 'base64' : 'quoted-printable',
    alternatives: [{ contentType: `text/calendar; charset=utf-8; method=${methodOf(pressed)}`, content: answerTo(letter, pressed) }],
  });
  transport.close();
}
