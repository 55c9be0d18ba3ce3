import { expect } from '@jest/globals';
import type { Letter } from '@knutpunkt/infra/mailbox';
import { eventually } from '@knutpunkt/testing';
import type { LeakHub } from './leak-hub.js';
import { texts } from './marked-life.js';
import { answersTo, eventsIn, longAfter } from './neutral-mail.js';
import { groupOf, onDay } from './scene.js';

/** So many that some go in one mail, also where the first have gone one by one on a slow machine. */
const days = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/** What such a mail says beside its list of times. */
const allowedLines = [
  'Du är kallad till flera möten. Alla finns i Knutpunkt.', 'Öppna och svara här: HUB', 'Öppna den bifogade filen för att lägga in alla mötena i din egen kalender, till exempel Outlook. Du svarar i Knutpunkt.',
  'Kallelsen visar bara tid, plats och grupp. Dagordningen läser du i Knutpunkt efter inloggning.',
];

/** What each entry of its file says. It has no attendee. */
const allowedOfEach = { SUMMARY: 'Möte i Knutpunkt', LOCATION: 'KANARIELOKAL', DESCRIPTION: 'Öppna och svara här: HUB it\\nSvara i Knutpunkt. Svar som du ger i kalendern kommer inte fram.', URL: 'HUB it', CLASS: 'PRIVATE', ORGANIZER: 'CN=Knutpunkt:mailto:ANSWERS' };

const withoutWhatVaries = (text: string): string => text.replace(/^(KANARIELOKAL)[A-Z]+/, '$1').replaceAll(/https?:\/\/[^/]+\/moten\/[0-9a-f-]{36}/g, 'HUB it').replaceAll(answersTo, 'ANSWERS');
const saidOfEach = ({ calendar = '' }: Letter): object[] =>
  eventsIn(calendar).map((event) => Object.fromEntries([...event].filter(([name]) => !/^(UID|DT|SEQUENCE|STATUS|TRANSP)/.test(name)).map(([name, text]) => [name, withoutWhatVaries(text)])));
const linesOf = ({ text }: Letter): string[] => text.replaceAll(/https?:\/\/\S+/g, 'HUB').split('\n').filter((line) => line && !/^ {2}\d{1,2} \S+ \d{4} \(v\. \d{1,2}\)$|^- /.test(line));

/** Calls a group of individual level to many meetings at once, and looks at each mail that comes of it; `marksIn` names the marks that a text has in it. */
export async function digestsSayNoMore(leaks: LeakHub, marksIn: (text: string) => string[]): Promise<void> {
  await longAfter(leaks);
  const before = new Set(leaks.mailbox.messages());
  const { id: groupId } = await groupOf(leaks, 'eva.kop', 'PROV-SIG');
  for (const day of days) await leaks.does('eva.kop', ['POST', '/meetings', { ...onDay(day), place: 'KANARIELOKAL', link: texts.link, groupId }]);
  const digests = await eventually(() => {
    const found = leaks.mailbox.messages().filter((mail) => !before.has(mail) && mail.calendar?.includes('METHOD:PUBLISH'));
    expect(new Set(found.flatMap(({ to }) => to)).size).toBeGreaterThan(1);
    return found;
  }, 30_000);
  for (const mail of digests) {
    expect(eventsIn(mail.calendar!).length).toBeGreaterThan(1);
    expect(saidOfEach(mail)).toEqual(eventsIn(mail.calendar!).map(() => allowedOfEach));
    expect(linesOf(mail)).toEqual(allowedLines);
    expect(marksIn(JSON.stringify({ ...mail, calendar: mail.calendar!.replaceAll('\r\n ', '') }))).toEqual([]);
  }
}
