import type { Page } from '@playwright/test';
import { headings, heldMeeting, item, propose, show, takeUp } from './at-meeting.js';
import { callMeeting, daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { noteDecision, notes } from './noting.js';

/** Expects of what is printed that it holds nothing that only a screen can use. */
async function expectOnPaper(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Huvudmeny' })).toBeHidden();
  for (const role of ['button', 'textbox', 'radio', 'combobox'] as const) await expect(page.getByRole(role, { includeHidden: false })).toHaveCount(0);
}

test('the whole page is English at one press, and stays so', async ({ enter }) => {
  const page = await enter('kpol.nv', '/moten');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Meetings');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Meetings');
  await page.getByRole('button', { name: 'Svenska' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Möten');
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
});

test('a meeting is shown on Swedish clocks in New York, and printed without what only a screen can use', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const meetingId = await callMeeting(brita, { group: 'Unggruppen Köping', date: daysAhead(15), starts: '9.30', ends: '11', title: 'Samma tid överallt' });
  const when = await brita.locator('.lead').innerText();
  expect(when).toContain('09.30–11.00');
  const abroad = await enter('kpol.vm', `/moten/${meetingId}`, { timezoneId: 'America/New_York', locale: 'en-US' });
  await expect(abroad.locator('.lead')).toContainText(/09[.:]30–11[.:]00/);
  await expectOnPaper(brita);
  await expect(brita.getByRole('table', { name: 'Svar per organisation' })).toBeVisible();
});

test('an agenda and its notes are printed as they read, also while they are written', async ({ enter }) => {
  const [first, second] = ['Belysningen', 'Skolgården'];
  const brita = await enter('brasam.kop');
  await heldMeeting(brita, { title: 'På papper', also: [{ typed: 'Ester', name: /Ester Vaktin/ }] });
  await propose(brita, { title: first, background: 'Tre lampor är trasiga.', minutes: '10' });
  await propose(brita, { title: second });
  await takeUp(brita, first, second);
  await expectOnPaper(brita);
  await expect(headings(brita)).toHaveText([`§ 1 – ${first}`, `§ 2 – ${second}`]);
  await expect(brita.getByText('Tre lampor är trasiga.')).toBeVisible();

  await brita.emulateMedia({ media: 'screen' });
  await show(brita, 'Anteckningar');
  await notes(brita, first).fill('Två är lagade.\nDen tredje väntar på delar.');
  await notes(brita, first).blur();
  await expect(item(brita, first)).toContainText('Sparat');
  await noteDecision(brita, first, { text: 'Gatukontoret beställer delar.', by: 'Gruppen' });
  await expectOnPaper(brita);
  for (const text of ['Två är lagade.', 'Den tredje väntar på delar.', 'Gatukontoret beställer delar.']) await expect(item(brita, first).getByText(text).and(brita.locator('.prose, li, p')).first()).toBeVisible();
  await expect(item(brita, first).getByText('Sparat', { exact: false })).toBeHidden();
});
