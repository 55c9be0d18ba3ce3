import type { Page } from '@playwright/test';
import { callMeeting, daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { inCalendar, letterAbout, type Letter } from './letters.js';

// Soon, so that it is among those that Min dag shows first.
const day = daysAhead(2);
const title = 'Vuxna ute på Lucia';
const about = 'Vem går var mellan kyrkan och stationen.';
const reason = 'Snöoväder, vi tar det efter nyår.';
const secrets = [title, about, reason, 'Brita', 'Samverin', 'Karin', 'Polvik', 'Vaktin', 'Länstorp'];
const addresses = { karin: 'kommunpolis.vm@polisen.example', ester: 'est@malmabergsfriskola.example', arvid: 'brasam@arboga.example', lena: 'funktion.lansbra@lansstyrelsen-vastmanland.example' };

const linkTo = (page: Page, meetingId: string) => page.locator(`main a[href="/moten/${meetingId}"]`).first();
const item = (page: Page, meetingId: string) => page.getByRole('listitem').filter({ has: page.locator(`a[href="/moten/${meetingId}"]`) }).first();
const replyRow = (page: Page, organisation: string) => page.getByRole('table', { name: 'Svar per organisation' }).getByRole('row', { name: new RegExp(`^${organisation}`) });
const mark = (page: Page) => page.evaluate(() => { document.documentElement.dataset['opened'] = 'once'; });
const expectNoReload = async (page: Page) => expect(await page.evaluate(() => document.documentElement.dataset['opened'])).toBe('once');

function expectNeutral(letter: Letter): void {
  for (const secret of secrets) for (const text of [letter.subject, letter.text, letter.calendar!]) expect(text).not.toContain(secret);
}

// The last by its name: invitations to one person within a minute of a county's loading are gathered into one mail without calendar entries.
test('five organisations are called, told at once, answer, are moved, answer again and are told that it is cancelled', async ({ enter }) => {
  test.setTimeout(120_000);
  const brita = await enter('brasam.kop');
  const karin = await enter('kpol.vm', '/aviseringar');
  const ester = await enter('est.frs');
  const lena = await enter('lst.bra', '/aviseringar');
  const arvid = await enter('brasam.arb');
  const called = [karin, ester, lena, arvid];
  await Promise.all(called.map(mark));

  const meetingId = await test.step('Köping calls a group, two people and a function', () => callMeeting(brita, {
    group: 'Unggruppen Köping', date: day, starts: '930', ends: '11', place: 'Kulturhuset, rum 2', title, about,
    also: [{ typed: 'Ester', name: /Ester Vaktin/ }, { typed: 'Arvid', name: /Arvid Samverin/ }, { typed: 'länssam', name: /Länssamordnaren/ }],
  }));
  await mark(brita);

  await test.step('each of them sees it without reloading', async () => {
    await expect(item(karin, meetingId)).toContainText('Brita Samverin har kallat dig till mötet.');
    await expect(item(lena, meetingId)).toContainText('Brita Samverin har kallat dig till mötet.');
    await expect(linkTo(ester, meetingId)).toBeVisible();
    await expect(linkTo(arvid, meetingId)).toBeVisible();
    for (const page of called) await expectNoReload(page);
  });

  const first = await test.step('each of them has one neutral mail with the entry for the calendar', async () => {
    const letters = await Promise.all(Object.values(addresses).map((to) => letterAbout(meetingId, to, 1)));
    for (const letter of letters) {
      expectNeutral(letter);
      expect(letter.subject).toMatch(/^Kallelse: Unggruppen Köping/);
      expect(letter.text).toContain(`/moten/${meetingId}`);
      expect(inCalendar(letter, 'METHOD')).toBe('REQUEST');
      expect(inCalendar(letter, 'DTSTART')).toBe(`${day.replaceAll('-', '')}T093000`);
      expect(letter.deliveries).toBe(1);
    }
    return letters[0]!;
  });

  await test.step('they answer, and the caller sees each answer and who is missing', async () => {
    await expect(replyRow(brita, 'Polismyndigheten')).toHaveText(/0\s*0\s*0\s*1$/);
    await linkTo(karin, meetingId).click();
    await karin.getByRole('button', { name: 'Kanske' }).click();
    await expect(replyRow(brita, 'Polismyndigheten')).toHaveText(/0\s*1\s*0\s*0$/);
    await item(ester, meetingId).getByRole('button', { name: 'Ja' }).click();
    await linkTo(lena, meetingId).click();
    await lena.getByRole('button', { name: 'Nej' }).click();
    await expect(replyRow(brita, 'Malmabergs friskola')).toHaveText(/1\s*0\s*0\s*0$/);
    await expect(replyRow(brita, 'Länsstyrelsen')).toHaveText(/0\s*0\s*1\s*0$/);
    const missing = brita.getByRole('paragraph').filter({ hasText: 'Har inte svarat:' });
    await expect(missing).toContainText('Arvid Samverin (Arboga kommun)');
    await expect(missing).not.toContainText('Karin');
    await expectNoReload(brita);
  });

  await test.step('Köping moves it: everybody is asked again, and the same entry moves in their calendars', async () => {
    await brita.getByRole('button', { name: 'Ändra tid eller plats' }).click();
    await brita.getByRole('textbox', { name: 'Börjar' }).fill('13');
    await brita.getByRole('textbox', { name: 'Slutar' }).fill('14.30');
    await brita.getByRole('button', { name: 'Spara' }).click();
    await expect(replyRow(brita, 'Polismyndigheten')).toHaveText(/0\s*0\s*0\s*1$/);
    await expect(karin.getByRole('button', { name: 'Kanske' })).toHaveAttribute('aria-pressed', 'false');
    await expect(karin.locator('.lead')).toContainText('13.00–14.30');
    const letters = await Promise.all(Object.values(addresses).map((to) => letterAbout(meetingId, to, 2)));
    for (const letter of letters) {
      expectNeutral(letter);
      expect(inCalendar(letter, 'UID')).toBe(inCalendar(first, 'UID'));
      expect(Number(inCalendar(letter, 'SEQUENCE'))).toBeGreaterThan(Number(inCalendar(first, 'SEQUENCE')));
      expect(inCalendar(letter, 'DTSTART')).toMatch(/T130000$/);
    }
  });

  await test.step('they answer again', async () => {
    await Promise.all([karin, lena].map((page) => page.getByRole('button', { name: 'Ja', exact: true }).click()));
    await expect(replyRow(brita, 'Polismyndigheten')).toHaveText(/1\s*0\s*0\s*0$/);
    await expect(replyRow(brita, 'Länsstyrelsen')).toHaveText(/1\s*0\s*0\s*0$/);
  });

  await test.step('Köping cancels it with a reason: everybody sees it, and it leaves their calendars', async () => {
    await brita.getByRole('button', { name: 'Ställ in mötet' }).click();
    const dialog = brita.getByRole('dialog', { name: 'Ställ in mötet?' });
    await dialog.getByRole('textbox', { name: /^Skäl/ }).fill(reason);
    await dialog.getByRole('button', { name: 'Ställ in mötet' }).click();
    for (const page of [brita, karin, lena]) await expect(page.getByText(`Skäl: ${reason}`)).toBeVisible();
    for (const page of [ester, arvid]) await expect(item(page, meetingId)).toContainText('Inställt');
    const letters = await Promise.all(Object.values(addresses).map((to) => letterAbout(meetingId, to, 3)));
    for (const letter of letters) {
      expectNeutral(letter);
      expect(inCalendar(letter, 'METHOD')).toBe('CANCEL');
      expect(inCalendar(letter, 'UID')).toBe(inCalendar(first, 'UID'));
      expect(letter.deliveries).toBe(1);
    }
    for (const page of called) await expectNoReload(page);
  });
});
