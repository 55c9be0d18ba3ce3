import type { Page } from '@playwright/test';
import { callMeeting, daysAhead, fillIn } from './calling.js';
import { expect, test } from './journey.js';
import { expectUsable } from './screen.js';

/** Lets a page hear from now on that there is nothing, which nobody in the demo does. */
const nothingAt = (page: Page, path: string) => page.route((url) => url.pathname === path, (route) => route.fulfill({ json: { items: [], next: null } }));

/** Lets a page hear that what waits was due some days ago, for which no journey can wait. */
const dueSince = (page: Page, path: string, field: 'due' | 'replyDue', days: number) =>
  page.route((url) => url.pathname === path, async (route) => {
    const answer = (await (await route.fetch()).json()) as { items: object[] };
    await route.fulfill({ json: { ...answer, items: answer.items.map((one) => ({ ...one, [field]: daysAhead(-days), late: true })) } });
  });

test('the page before login, and the page for what is not there, can be used by everybody', async ({ enter }) => {
  const stranger = await enter(null);
  await expectUsable(stranger, 'before login');
  const page = await enter('kpol.vm', '/moten/finns-inte');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sidan finns inte');
  await expectUsable(page, 'not found');
});

test('Min dag and Aviseringar can be used by everybody, full and empty', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  await expectUsable(brita, 'Min dag');
  await brita.getByRole('button', { name: /^Konto/ }).click();
  await expectUsable(brita, 'Min dag with the account open');
  await brita.keyboard.press('Escape');
  await brita.getByRole('link', { name: /Aviseringar/ }).first().click();
  await expectUsable(brita, 'Aviseringar');
  for (const path of ['/api/meetings', '/api/notifications', '/api/actions', '/api/referrals/waiting']) await nothingAt(brita, path);
  await brita.reload();
  await expect(brita.getByText('Inga aviseringar.')).toBeVisible();
  await expectUsable(brita, 'Aviseringar, empty');
  await brita.getByRole('link', { name: 'Min dag' }).first().click();
  for (const text of ['Inget är försenat, och inget gäller i dag.', 'Inget mer väntar på svar.', 'Inget mer är planerat.']) await expect(brita.getByText(text)).toBeVisible();
  await expectUsable(brita, 'Min dag, empty');
});

test('Min dag has on top what is late, in the order it is late, whatever its kind', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  await dueSince(brita, '/api/referrals/waiting', 'replyDue', 2);
  await dueSince(brita, '/api/actions', 'due', 1);
  await brita.reload();
  const urgent = brita.getByRole('region', { name: 'Brådskande' });
  await expect(urgent.getByText('Försenad').first()).toBeVisible();
  const kinds = (await urgent.locator('.when > .muted').allInnerTexts()).map((text) => text.split(',')[0]);
  expect(kinds.indexOf('Åtgärd')).toBeGreaterThan(kinds.lastIndexOf('Förfrågan'));
  expect(kinds.indexOf('Förfrågan')).toBe(0);
  expect(kinds.includes('Möte') ? kinds.indexOf('Möte') : kinds.length).toBeGreaterThan(kinds.lastIndexOf('Åtgärd'));
  await expectUsable(brita, 'Min dag, with late things');
});

test('Möten can be used by everybody as list, history and calendar', async ({ enter }) => {
  const page = await enter('brasam.kop', '/moten');
  await expectUsable(page, 'upcoming');
  await page.getByRole('radio', { name: 'Tidigare' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Tidigare' })).toBeVisible();
  await expectUsable(page, 'past');
  await page.getByRole('radio', { name: 'Kalender' }).click();
  await expect(page.locator('.calendar a[href^="/moten/"], .calendar [role="link"]').first()).toBeVisible();
  await expectUsable(page, 'calendar');
  await page.route((url) => url.pathname === '/api/meetings/calendar', async (route) => route.fulfill({ json: { ...(await (await route.fetch()).json()), more: true } }));
  await page.reload();
  await expect(page.getByText(/^Visar de första \d+ mötena\./)).toBeVisible();
  await expectUsable(page, 'calendar, not all');
  const newcomer = await enter('admin.hub', '/moten?visa=tidigare');
  await expect(newcomer.getByText('Inga tidigare möten.')).toBeVisible();
  await expectUsable(newcomer, 'past, empty');
  await newcomer.route((url) => url.pathname === '/api/meetings', (route) => route.fulfill({ status: 503 }));
  await newcomer.getByRole('radio', { name: 'Kommande' }).click();
  await expect(newcomer.getByRole('button', { name: 'Försök igen' })).toBeVisible({ timeout: 20_000 });
  await expectUsable(newcomer, 'upcoming, unavailable');
});

test('Nytt möte can be used by everybody while it is filled in, refused, and at individual level', async ({ enter }) => {
  const brita = await enter('brasam.kop', '/moten/nytt');
  await expectUsable(brita, 'empty');
  await brita.getByRole('button', { name: 'Skicka kallelsen' }).click();
  await expect(brita.getByText('Rätta detta innan du kan fortsätta:')).toBeVisible();
  await expectUsable(brita, 'refused');
  await fillIn(brita, { group: 'Unggruppen Köping', date: '1/12', starts: '9', ends: '930', title: 'Kort avstämning' });
  await brita.getByRole('combobox', { name: /Kalla också/ }).fill('kommunpolis');
  await expect(brita.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await expectUsable(brita, 'filled in, list of people open');
  await brita.getByRole('combobox', { name: /Kalla också/ }).fill('a');
  await expect(brita.getByText('Visar de första 8. Skriv mer för att hitta fler.')).toBeVisible();
  await expectUsable(brita, 'filled in, more people than the list shows');
  const ingvar = await enter('ifochef.kop', '/moten/nytt');
  await ingvar.getByRole('combobox', { name: 'Grupp', exact: true }).selectOption({ label: 'Insatsgrupp Köping (VBE och unga)' });
  await expect(ingvar.getByText('Ingen text om mötet')).toBeVisible();
  await expect(ingvar.getByRole('textbox', { name: 'Rubrik' })).toHaveCount(0);
  await expectUsable(ingvar, 'individual level');
});

test('Mötet can be used by everybody while it is read, changed and cancelled, and when only time and place are shown', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  await callMeeting(brita, { group: 'Unggruppen Köping', date: daysAhead(9), starts: '10', ends: '11', title: 'Läget vid badhuset', about: 'Kort om hur det ser ut efter skolan.' });
  await expectUsable(brita, 'called');
  for (const act of ['Ändra tid eller plats', 'Ändra text', 'Bjud in fler']) {
    await brita.getByRole('button', { name: act }).click();
    await expectUsable(brita, act);
    await brita.getByRole('button', { name: 'Avbryt' }).click();
  }
  await brita.getByRole('button', { name: 'Ställ in mötet' }).click();
  await expect(brita.getByRole('dialog')).toBeVisible();
  await expectUsable(brita, 'asked whether to cancel');
  await brita.getByRole('dialog').getByRole('button', { name: 'Ställ in mötet' }).click();
  await expect(brita.getByText('Mötet är inställt').first()).toBeVisible();
  await expectUsable(brita, 'cancelled');
  await brita.getByRole('link', { name: 'Möten' }).first().click();
  await brita.getByRole('listitem').filter({ hasText: 'Du ser bara tid och plats' }).first().getByRole('link').click();
  await expect(brita.getByRole('heading', { name: 'Du ser bara tid och plats' })).toBeVisible();
  await expect(brita.getByText('Deltagare och svar')).toHaveCount(0);
  await expectUsable(brita, 'only time and place');
});

test('Grupper and Gruppen can be used by everybody while members are added and ended', async ({ enter }) => {
  const adam = await enter('admin.kop', '/grupper');
  await expectUsable(adam, 'groups');
  await adam.getByRole('link', { name: 'Unggruppen Köping' }).click();
  await expectUsable(adam, 'group');
  await adam.getByRole('button', { name: 'Lägg till medlem' }).click();
  await expectUsable(adam, 'adding a member');
  await adam.getByRole('button', { name: /^Avsluta medlemskap: Folke/ }).click();
  await expect(adam.getByRole('dialog')).toBeVisible();
  await expectUsable(adam, 'asked whether to end a membership');
  const newcomer = await enter('admin.hub', '/grupper');
  await expect(newcomer.getByText('Du är inte med i någon grupp.')).toBeVisible();
  await expectUsable(newcomer, 'groups, empty');
});
