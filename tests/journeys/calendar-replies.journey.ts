import type { Page } from '@playwright/test';
import { createTransport } from 'nodemailer';
import { callMeeting, daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt } from './keys.js';
import { inCalendar, letterAbout, type Letter } from './letters.js';
import { answers, origin } from './product.js';
import { expectUsableOnEither } from './screen.js';

const ester = 'est@malmabergsfriskola.example';

const utcOf = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** Answers as Outlook does: to the organiser of the entry, with what of the entry says which it is. With another time it is a proposal. */
async function answerLikeOutlook(letter: Letter, partstat: string, comment: string, proposes?: readonly [Date, Date]): Promise<void> {
  const { hostname, port } = answers();
  const transport = createTransport({ host: hostname, port: Number(port), ignoreTLS: true });
  const method = proposes ? 'COUNTER' : 'REPLY';
  const time = proposes ? [`DTSTART:${utcOf(proposes[0])}`, `DTEND:${utcOf(proposes[1])}`] : [`DTSTART;TZID=W. Europe Standard Time:${inCalendar(letter, 'DTSTART')}`];
  const to = inCalendar(letter, 'ORGANIZER')!.replace(/^.*mailto:/, '');
  const content = ['BEGIN:VCALENDAR', `METHOD:${method}`, 'PRODID:Microsoft Exchange Server 2010', 'VERSION:2.0', 'BEGIN:VEVENT', `ATTENDEE;PARTSTAT=${partstat};CN=Ester:mailto:${ester}`, `COMMENT;LANGUAGE=sv-SE:${comment}`,
    `UID:${inCalendar(letter, 'UID')}`, `DTSTAMP:${utcOf(new Date())}`, `SEQUENCE:${inCalendar(letter, 'SEQUENCE')}`, ...time, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
  await transport.sendMail({ from: ester, to, subject: `Accepterat: ${letter.subject}`, text: comment, alternatives: [{ contentType: `text/calendar; charset=utf-8; method=${method}`, content }] });
  transport.close();
}

const row = (page: Page, organisation: string) => page.getByRole('table', { name: 'Svar per organisation' }).getByRole('row', { name: new RegExp(`^${organisation}`) });

test('an answer that is pressed in Outlook stands before the organiser without reloading', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const meetingId = await callMeeting(brita, { date: daysAhead(9), starts: '930', ends: '11', place: 'Rådhuset', also: [{ typed: 'Ester', name: /Ester Vaktin/ }] });
  const letter = await letterAbout(meetingId, ester, 1);
  expect(letter.text).toContain('Svara direkt i din kalender, eller i Knutpunkt.');
  await expect(row(brita, 'Malmabergs friskola')).toHaveText(/0\s*0\s*0\s*1$/);

  await answerLikeOutlook(letter, 'TENTATIVE', 'Kommer kanske en kvart sent');

  await expect(row(brita, 'Malmabergs friskola')).toHaveText(/0\s*1\s*0\s*0$/);
  const people = brita.getByRole('listitem').filter({ hasText: 'Ester Vaktin' });
  await expect(people.filter({ hasText: 'Kommer kanske en kvart sent' }).first()).toContainText('svar från kalendern');
  await brita.screenshot({ path: test.info().outputPath('answered-from-calendar.png'), fullPage: true });
  await expectUsableOnEither(brita, 'a meeting that was answered from a calendar');
});

test('the organiser reminds those who have not answered, with one press and without a mouse', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const meetingId = await callMeeting(brita, { date: daysAhead(9), starts: '0830', ends: '0930', place: 'Rådhuset', also: [{ typed: 'Ester', name: /Ester Vaktin/ }] });
  await letterAbout(meetingId, ester, 1);

  await pressAt(brita, brita.getByRole('button', { name: 'Påminn dem som inte har svarat' }), 'Enter');

  await expect(brita.getByText(/^Påminda senast /)).toBeFocused();
  await expect(brita.getByRole('button', { name: 'Påminn dem som inte har svarat' })).toHaveCount(0);
  expect((await letterAbout(meetingId, ester, 2)).subject).toMatch(/^Påminnelse: svara på kallelsen till /);
  await take(brita, 'reminded');
});

test('the organiser moves the meeting to a time that a calendar proposes, with one press and without a mouse, and declines another', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const meetingId = await callMeeting(brita, { date: daysAhead(9), starts: '1330', ends: '15', place: 'Rådhuset', also: [{ typed: 'Ester', name: /Ester Vaktin/ }] });
  const propose = async (letter: Letter, days: number): Promise<void> => answerLikeOutlook(letter, 'TENTATIVE', '', [new Date(`${daysAhead(days)}T08:00:00Z`), new Date(`${daysAhead(days)}T09:00:00Z`)]);
  const row = brita.getByRole('listitem').filter({ hasText: 'Ester Vaktin' });
  await propose(await letterAbout(meetingId, ester, 1), 10);
  await expect(row.filter({ hasText: 'Föreslår i stället' })).toBeVisible();
  await take(brita, 'proposed-time');

  await pressAt(brita, row.getByRole('button', { name: /^Flytta mötet dit/ }), 'Enter');
  await expect(row.getByText('Föreslår i stället')).toHaveCount(0);
  const moved = await letterAbout(meetingId, ester, 2);
  expect(inCalendar(moved, 'SEQUENCE')).toBe('1');

  await propose(moved, 11);
  await pressAt(brita, row.getByRole('button', { name: /^Avböj tiden/ }), 'Enter');
  await expect(row.getByText('Föreslår i stället')).toHaveCount(0);
  expect((await letterAbout(meetingId, ester, 3)).calendar).toContain('METHOD:DECLINECOUNTER');
});

const section = (page: Page) => page.getByRole('region', { name: 'Mötena i din egen kalender' });

async function take(page: Page, name: string): Promise<void> {
  await expectUsableOnEither(page, name);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: test.info().outputPath(`${name}-${width}.png`), fullPage: true });
  }
}

test('one makes a calendar address, changes it and removes it, without a mouse', async ({ enter, request }) => {
  const page = await enter('fc-kf.kop', '/mina-kalendrar');
  const address = () => section(page).getByRole('textbox', { name: 'Din kalenderadress' }).inputValue();
  await take(page, 'no-address');
  await pressAt(page, section(page).getByRole('button', { name: 'Skapa kalenderadress' }), 'Enter');
  const first = await address();
  expect(first).toMatch(new RegExp(`^${origin()}/api/feeds/[A-Za-z0-9_-]{43}\\.ics$`));
  await take(page, 'address-shown');
  const fetched = await request.get(first);
  expect([fetched.status(), (await fetched.text()).slice(0, 15)]).toEqual([200, 'BEGIN:VCALENDAR']);

  await page.reload();
  await expect(section(page)).toContainText('Hämtades senast');
  await take(page, 'address-made-before');
  await pressAt(page, section(page).getByRole('button', { name: 'Byt adress' }), 'Enter');
  await pressAt(page, page.getByRole('dialog').getByRole('button', { name: 'Byt adress' }), 'Enter');
  await expect(section(page)).toContainText('Ingen kalender har hämtat den än');
  const second = await address();
  expect([(await request.get(first)).status(), (await request.get(second)).status()]).toEqual([404, 200]);

  await pressAt(page, section(page).getByRole('button', { name: 'Ta bort adressen' }), 'Enter');
  await pressAt(page, page.getByRole('dialog').getByRole('button', { name: 'Ta bort adressen' }), 'Enter');
  await expect(section(page)).toContainText('Du har ingen kalenderadress.');
  expect((await request.get(second)).status()).toBe(404);
});
