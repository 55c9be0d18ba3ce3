import type { Page } from '@playwright/test';
import { heldMeeting, item, meetingAt, press, propose, show, takeUp, write } from './at-meeting.js';
import { daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { lock, notes } from './noting.js';

const also = [{ typed: 'Ester', name: /Ester Vaktin/ }];
const noon = Date.parse(`${daysAhead(20)}T11:00:00Z`);

async function cancel(page: Page): Promise<void> {
  await show(page, 'Mötet');
  await press(page, 'Ställ in mötet');
  await press(page.getByRole('dialog'), 'Ställ in mötet');
}

test('a meeting that is cancelled while notes are typed keeps what was typed, and says that it was not saved', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const meetingId = await meetingAt(brita, noon, { title: 'Blir inte av', also });
  const ester = await enter('est.frs', `/moten/${meetingId}?visa=dagordning`);
  await propose(ester, { title: 'Skolgården' });
  await takeUp(brita, 'Skolgården');
  await show(ester, 'Anteckningar');
  await notes(ester, 'Skolgården').fill('Sparat före.');
  await notes(ester, 'Skolgården').blur();
  await expect(item(ester, 'Skolgården')).toContainText('Sparat');
  await ester.route(/\/notes$/, (route) => route.abort('connectionreset'));
  await notes(ester, 'Skolgården').fill('Sparat före. Och detta hann inte fram.');
  await cancel(brita);
  await expect(ester.getByText('Mötet är inställt').first()).toBeVisible();
  await ester.unroute(/\/notes$/);
  await expect(ester.getByRole('textbox')).toHaveCount(0);
  const unsaved = ester.getByRole('region', { name: 'Detta hann du inte spara' });
  await expect(unsaved).toContainText('Och detta hann inte fram.');
  await ester.reload();
  await expect(unsaved).toContainText('Och detta hann inte fram.');
  await expect(item(ester, 'Skolgården').locator('.prose').first()).toHaveText('Sparat före.');
});

test('an item that is sent as the notes are declared ready is refused in plain words beside the form, and what was typed stays', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const meetingId = await heldMeeting(brita, { title: 'Kort avstämning', also });
  const ester = await enter('est.frs', `/moten/${meetingId}?visa=dagordning`);
  const form = await write(ester, { title: 'Belysningen', background: 'Tre lampor är trasiga.' });
  await show(brita, 'Anteckningar');
  const live = (url: URL) => url.pathname.startsWith('/api/agendas/');
  await ester.route(live, (route) => (route.request().method() === 'GET' ? route.abort('connectionreset') : route.fallback()));
  await lock(brita);
  await press(form, 'Skicka förslaget');
  await expect(form.getByText('Mötets anteckningar är klara och låsta.')).toBeVisible();
  await ester.unroute(live);
  await ester.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(ester.getByText(/Anteckningarna blev klara medan du skrev/)).toBeVisible({ timeout: 20_000 });
  await expect(form.getByRole('textbox', { name: 'Punktens rubrik' })).toHaveValue('Belysningen');
  await expect(form.getByRole('textbox', { name: 'Bakgrund' })).toHaveValue('Tre lampor är trasiga.');
  await press(form, 'Avbryt');
  await expect(form).toHaveCount(0);
  await expect(ester.getByRole('button', { name: 'Föreslå en punkt' })).toHaveCount(0);
});
