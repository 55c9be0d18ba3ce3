import { callMeeting, daysAhead } from './calling.js';
import { expect, test } from './journey.js';

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
  await brita.emulateMedia({ media: 'print' });
  await expect(brita.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(brita.getByRole('table', { name: 'Svar per organisation' })).toBeVisible();
  await expect(brita.getByRole('navigation', { name: 'Huvudmeny' })).toBeHidden();
  await expect(brita.getByRole('button', { includeHidden: false })).toHaveCount(0);
});
