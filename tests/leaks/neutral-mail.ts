import { expect } from '@jest/globals';
import type { MeetingView } from '@knutpunkt/contracts';
import type { Letter } from '@knutpunkt/infra/mailbox';
import { eventually } from '@knutpunkt/testing';
import type { LeakHub } from './leak-hub.js';
import { texts } from './marked-life.js';
import { groupOf, onDay } from './scene.js';

/** Where answers go: an address of which nobody can tell whose it is, or of which meeting. */
export const answersTo = /svar\+[a-z2-7]{52}@hub\.example/g;

/** The entries of a mail: what each says by each property's name. */
export const eventsIn = (calendar: string): ReadonlyMap<string, string>[] =>
  calendar.replaceAll('\r\n ', '').split('BEGIN:VEVENT\r\n').slice(1).map((event) => new Map(event.split('\r\nEND:VEVENT')[0]!.split('\r\n').map((line) => [line.split(/[;:]/)[0]!, line.slice(line.search(/[;:]/) + 1)])));

/** Of a mail about a meeting: its texts, and the names of its headers and of what its calendar entry tells, with what could be a text there. */
function saidIn({ subject, text, headers, calendar = '' }: Letter, { id }: MeetingView): object {
  const [event] = eventsIn(calendar) as [ReadonlyMap<string, string>];
  const [, when] = /^Kallelse: Möte i Knutpunkt, (\S+dag \d{1,2} \S+ \d{4} \(v\. \d{1,2}\) 13\.00–14\.00)$/.exec(subject) ?? [];
  const saying = (name: string): string => event.get(name)!.replaceAll(/https?:\/\/[^/]+\/moten\//g, 'HUB ').replaceAll(answersTo, 'ANSWERS');
  return {
    subject: when === undefined ? subject : 'when', text: text.trim().replaceAll(/https?:\/\/[^/]+\/moten\//g, 'HUB ').split('\n').map((line) => (line === `Tid: ${when}` ? 'when' : line.replace(id, 'it'))),
    headers: headers.map((line) => line.split(':')[0]!.toLowerCase()).sort(), event: [...event.keys()].sort(), replies: headers.filter((line) => /^reply-to:/i.test(line)).map((line) => line.slice(line.indexOf(':') + 1).trim().replaceAll(answersTo, 'ANSWERS')),
    said: Object.fromEntries(['SUMMARY', 'LOCATION', 'DESCRIPTION', 'URL', 'CLASS', 'ATTENDEE', 'ORGANIZER'].map((name) => [name, saying(name).replace(id, 'it')])),
  };
}

/** What such a mail may say: the time, the place, which those who are called must find, and the address of the meeting in the hub. */
const allowed = (to: string, { place }: MeetingView): object => ({
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

/** Lets the time be over in which what was called before is gathered: what is called now goes by itself. */
export async function longAfter(leaks: LeakHub): Promise<void> {
  const waiting = "kind = 'invited' and sent_at is null and dropped_at is null";
  await leaks.hub.asAdmin('notifications', "update mails set sent_at = sent_at - interval '1 day', due_at = least(due_at, now()) where kind = 'invited'");
  await eventually(async () => expect(await leaks.hub.asAdmin('notifications', `select 1 from mails where ${waiting}`)).toEqual([]), 30_000);
  await leaks.hub.asAdmin('notifications', "update mails set sent_at = sent_at - interval '1 day' where kind = 'invited'");
}

/** Calls a group of individual level to a meeting, and looks at each mail that comes of it; `marksIn` names the marks that a text has in it. */
export async function mailsSayNoMore(leaks: LeakHub, marksIn: (text: string) => string[]): Promise<void> {
  await longAfter(leaks);
  const { id: groupId } = await groupOf(leaks, 'eva.kop', 'PROV-SIG');
  const individual = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...onDay(16), place: 'KANARIELOKAL', link: texts.link, groupId }]);
  const mails = await eventually(() => {
    const found = leaks.mailbox.messages().filter((mail) => JSON.stringify(mail).includes(individual.id));
    expect(found.length).toBeGreaterThan(1);
    return found;
  }, 30_000);
  for (const mail of mails) {
    const [to] = mail.to as [string];
    expect(['karl', 'lena', 'frida'].map((name) => `${name}-kanariepost@`).some((mailbox) => mail.to.length === 1 && to.startsWith(mailbox))).toBe(true);
    expect(marksIn(JSON.stringify(mail))).toEqual([]);
    expect(new Set(JSON.stringify(mail).match(/[\w.-]+kanariepost@[\w.]+/gi)!.map((address) => address.toLowerCase()))).toEqual(new Set([to]));
    expect(saidIn(mail, individual)).toEqual(allowed(to, individual));
  }
}
