import type { MeetingView } from '@knutpunkt/contracts';
import type { Letter } from '@knutpunkt/infra/mailbox';

/** Where answers go: an address of which nobody can tell whose it is, or of which meeting. */
const answersTo = /svar\+[a-z2-7]{52}@hub\.example/g;

/** Of a mail about a meeting: its texts, and the names of its headers and of what its calendar entry tells, with what could be a text there. */
export function saidIn({ subject, text, headers, calendar = '' }: Letter, { id }: MeetingView): object {
  const event = new Map(calendar.replaceAll('\r\n ', '').split('BEGIN:VEVENT\r\n')[1]!.split('\r\nEND:VEVENT')[0]!.split('\r\n').map((line) => [line.split(/[;:]/)[0]!, line.slice(line.search(/[;:]/) + 1)]));
  const [, when] = /^Kallelse: Möte i Knutpunkt, (\S+dag \d{1,2} \S+ \d{4} \(v\. \d{1,2}\) 13\.00–14\.00)$/.exec(subject) ?? [];
  const saying = (name: string): string => event.get(name)!.replaceAll(/https?:\/\/[^/]+\/moten\//g, 'HUB ').replaceAll(answersTo, 'ANSWERS');
  return {
    subject: when === undefined ? subject : 'when', text: text.trim().replaceAll(/https?:\/\/[^/]+\/moten\//g, 'HUB ').split('\n').map((line) => (line === `Tid: ${when}` ? 'when' : line.replace(id, 'it'))),
    headers: headers.map((line) => line.split(':')[0]!.toLowerCase()).sort(), event: [...event.keys()].sort(), replies: headers.filter((line) => /^reply-to:/i.test(line)).map((line) => line.slice(line.indexOf(':') + 1).trim().replaceAll(answersTo, 'ANSWERS')),
    said: Object.fromEntries(['SUMMARY', 'LOCATION', 'DESCRIPTION', 'URL', 'CLASS', 'ATTENDEE', 'ORGANIZER'].map((name) => [name, saying(name).replace(id, 'it')])),
  };
}

/** What such a mail may say: the time, the place, which those who are called must find, and the address of the meeting in the hub. */
export const allowed = (to: string, { place }: MeetingView): object => ({
  subject: 'when',
  text: ['Du är kallad till ett möte.', '', 'when', `Plats: ${place}`, '', 'Öppna och svara här: HUB it', '', 'Kallelsen visar bara tid, plats och grupp. Dagordningen läser du i Knutpunkt efter inloggning.', 'Svara direkt i din kalender, eller i Knutpunkt. Svaret kommer fram till den som kallar, men skriv ingen kommentar: den sparas inte.'],
  headers: ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'reply-to', 'subject', 'to', 'x-auto-response-suppress'],
  event: ['ATTENDEE', 'CLASS', 'DESCRIPTION', 'DTEND', 'DTSTAMP', 'DTSTART', 'LOCATION', 'ORGANIZER', 'SEQUENCE', 'STATUS', 'SUMMARY', 'TRANSP', 'UID', 'URL'],
  replies: ['ANSWERS'],
  said: {
    SUMMARY: 'Möte i Knutpunkt', LOCATION: place.replaceAll(',', '\\,'), DESCRIPTION: 'Öppna och svara här: HUB it\\nSvara direkt i din kalender\\, eller i Knutpunkt. Svaret kommer fram till den som kallar\\, men skriv ingen kommentar: den sparas inte.', URL: 'HUB it', CLASS: 'PRIVATE',
    ATTENDEE: `CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${to}`, ORGANIZER: 'CN=Knutpunkt:mailto:ANSWERS',
  },
});
