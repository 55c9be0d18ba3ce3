import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { callMeeting, daysAhead } from './calling.js';
import { expect, test } from './journey.js';

async function seen(page: Page, path: string): Promise<string> {
  await page.goto(new URL(path, page.url()).href);
  await expect(page).toHaveTitle(/^Sidan finns inte/);
  const missing = page.getByRole('heading', { level: 1, name: 'Sidan finns inte' });
  return page.getByRole('main').filter({ has: missing }).innerHTML();
}

test('a meeting and a group that are not mine look like those that do not exist', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const meetingId = await callMeeting(brita, { group: 'EST Köping', date: daysAhead(10), starts: '9', ends: '10', title: 'Inte för Arboga' });
  await brita.getByRole('link', { name: 'EST Köping' }).click();
  await expect(brita.getByRole('heading', { level: 1 })).toHaveText('EST Köping');
  const group = new URL(brita.url()).pathname;
  const isa = await enter('ifo1.arb');
  const absent = await seen(isa, `/moten/${randomUUID()}`);
  expect(await seen(isa, `/moten/${meetingId}`)).toBe(absent);
  expect(await seen(isa, group)).toBe(absent);
});

test('a member whom an administrator takes out of a group loses its meetings at once, without reloading', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const meetingId = await callMeeting(brita, { group: 'EST Köping', date: daysAhead(11), starts: '9', ends: '10', title: 'Lampor vid stationen' });
  const ture = await enter('teknik.kop', `/moten/${meetingId}`);
  await expect(ture.getByRole('heading', { level: 1 })).toHaveText('Lampor vid stationen');
  const adam = await enter('admin.kop', '/grupper');
  await adam.getByRole('link', { name: 'EST Köping' }).click();
  await adam.getByRole('button', { name: 'Avsluta medlemskap: Ture Lyktmark' }).click();
  await adam.getByRole('dialog').getByRole('button', { name: 'Avsluta medlemskapet' }).click();
  await expect(ture.getByRole('heading', { level: 1 })).toHaveText('Sidan finns inte');
  await ture.getByRole('link', { name: 'Möten', exact: true }).first().click();
  await expect(ture.getByRole('heading', { level: 1, name: 'Möten' })).toBeVisible();
  await expect(ture.getByText('Lampor vid stationen')).toHaveCount(0);

  await adam.getByRole('button', { name: 'Lägg till medlem' }).click();
  await adam.getByRole('combobox', { name: 'Person' }).fill('Ture');
  await adam.getByRole('option', { name: /Ture Lyktmark/ }).click();
  await adam.getByRole('button', { name: 'Lägg till', exact: true }).click();
  await expect(adam.getByRole('button', { name: 'Avsluta medlemskap: Ture Lyktmark' })).toBeVisible();
});
