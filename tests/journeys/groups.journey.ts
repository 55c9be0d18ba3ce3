import type { Page } from '@playwright/test';
import { callMeeting, daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt, typeAt } from './keys.js';
import { expectUsable, expectUsableOnEither } from './screen.js';

const part = (page: Page, name: string) => page.getByRole('region', { name });

async function choose(page: Page, search: string, option: RegExp): Promise<void> {
  await typeAt(page, page.getByRole('combobox', { name: 'Person' }), search);
  await expect(page.getByRole('option', { name: option })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
}

/** Chooses in a list that opens, as somebody without a mouse does. */
async function pick(page: Page, label: string, option: string): Promise<void> {
  const list = page.getByRole('combobox', { name: label, exact: true });
  await typeAt(page, list, option);
  await expect(list.getByRole('option', { name: option, exact: true })).toHaveAttribute('value', await list.inputValue());
}

async function register(page: Page, name: string): Promise<void> {
  await page.goto(new URL('/administration/overenskommelser/ny', page.url()).href);
  await typeAt(page, page.getByRole('textbox', { name: 'Namn' }), name);
  await typeAt(page, page.getByRole('combobox', { name: 'Andra parter' }), 'Polismynd');
  await expect(page.getByRole('option', { name: 'Polismyndigheten' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await typeAt(page, page.getByRole('textbox', { name: 'Ändamål' }), 'Trygga stationen');
  await typeAt(page, page.getByRole('textbox', { name: 'Områden' }), 'Köping');
  await typeAt(page, page.getByRole('textbox', { name: 'Gäller till och med' }), `${new Date().getFullYear() + 2}-06-30`);
  await pressAt(page, page.getByRole('button', { name: 'Registrera' }), 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

test('an administrator makes a group, establishes it, two organisations are in it and meet, and it is wound up, without a mouse', async ({ enter }) => {
  test.setTimeout(300_000);
  const [agreement, group] = ['Samverkan om stationen', 'Stationsgruppen Köping'];
  const adam = await enter('admin.kop', '/administration');
  const axel = await enter('admin.pol', '/administration');

  await test.step('the organisations have an agreement', async () => {
    await register(adam, agreement);
    await pressAt(axel, part(axel, 'Överenskommelser som väntar på er').getByRole('link', { name: agreement }), 'Enter');
    await pressAt(axel, axel.getByRole('button', { name: 'Godkänn för vår organisation' }), 'Enter');
    await expect(part(adam, 'Parter')).toContainText(/Polis.*: har godkänt/);
  });

  await test.step('a draft is begun; what is wrong is said beside its field', async () => {
    await adam.goto(new URL('/grupper', adam.url()).href);
    await pressAt(adam, adam.getByRole('link', { name: 'Ny grupp' }), 'Enter');
    await typeAt(adam, adam.getByRole('textbox', { name: 'Namn' }), 'Unggruppen Köping');
    await pressAt(adam, adam.getByRole('button', { name: 'Spara utkastet' }), 'Enter');
    await expect(adam.getByText('En annan grupp heter redan så. Välj ett annat namn.').first()).toBeVisible();
    await expectUsableOnEither(adam, 'a name that another group has');
    await adam.getByRole('textbox', { name: 'Namn' }).fill(group);
    await pressAt(adam, adam.getByRole('button', { name: 'Spara utkastet' }), 'Enter');
    await expect(part(adam, 'Utkast')).toContainText('Utkastet saknar syfte, överenskommelse eller ändamål.');
    await expect(part(adam, 'Utkast').getByRole('button', { name: `Inrätta gruppen: ${group}` })).toHaveCount(0);
    await expectUsableOnEither(adam, 'a draft that lacks something');
  });

  await test.step('nobody else sees it', async () => {
    const brita = await enter('brasam.kop', '/grupper');
    await expect(brita.getByRole('main')).not.toContainText(group);
    await axel.goto(new URL('/grupper', axel.url()).href);
    await expect(axel.getByRole('main')).not.toContainText(group);
  });

  await test.step('with a purpose and an agreement it is established', async () => {
    await pressAt(adam, adam.getByRole('button', { name: `Ändra: ${group}` }), 'Enter');
    await typeAt(adam, adam.getByRole('textbox', { name: 'Vad gruppen är till för' }), 'Trygga kvällar vid stationen.');
    await pick(adam, 'Överenskommelse', agreement);
    await pick(adam, 'Ändamål i överenskommelsen', 'Trygga stationen');
    await expectUsableOnEither(adam, 'a draft that is changed');
    await pressAt(adam, adam.getByRole('button', { name: 'Spara utkastet' }), 'Enter');
    await expect(adam.getByText('Utkastet saknar syfte')).toHaveCount(0);
    await pressAt(adam, adam.getByRole('button', { name: `Inrätta gruppen: ${group}` }), 'Enter');
    await expect(adam.getByRole('dialog')).toContainText('det går inte att ändra sedan');
    await expectUsable(adam, 'asked whether to establish');
    await adam.getByRole('dialog').getByRole('button', { name: 'Inrätta gruppen' }).press('Enter');
    await expect(adam.locator('main h1')).toHaveText(group);
    await expect(part(adam, 'Medlemmar')).toContainText('Ingen kan kalla till möten än');
    await expectUsableOnEither(adam, 'a group in which nobody is');
  });

  await test.step('its owner adds who leads it, and asks the police for somebody, whom they let go', async () => {
    await pressAt(adam, adam.getByRole('button', { name: 'Lägg till medlem' }), 'Enter');
    await choose(adam, 'Brita', /Brita/);
    await pick(adam, 'Roll i gruppen', 'Ordförande');
    await pressAt(adam, adam.getByRole('button', { name: 'Lägg till', exact: true }), 'Enter');
    await expect(part(adam, 'Medlemmar')).toContainText('Ordförande');
    await expect(part(adam, 'Medlemmar')).not.toContainText('Ingen kan kalla till möten än');
    await pressAt(adam, adam.getByRole('button', { name: 'Be om en person' }), 'Enter');
    await choose(adam, 'Karin', /Karin Polvik/);
    await pick(adam, 'Överenskommelse', agreement);
    await pressAt(adam, adam.getByRole('button', { name: 'Skicka frågan' }), 'Enter');
    await axel.goto(new URL('/administration', axel.url()).href);
    await expect(part(axel, 'Väntar på dig')).toContainText(group);
    await pressAt(axel, part(axel, 'Väntar på dig').getByRole('listitem').filter({ hasText: group }).getByRole('button', { name: /^Bekräfta/ }), 'Enter');
    await expect(part(adam, 'Medlemmar').getByRole('heading', { name: /Polis/ })).toBeVisible();
  });

  await test.step('who leads it calls a meeting', async () => {
    const brita = await enter('brasam.kop');
    await callMeeting(brita, { group, date: daysAhead(9), starts: '09:00', ends: '10:00' });
  });

  await test.step('it is called something else, and wound up: its meeting is cancelled, and it is read until a day', async () => {
    await pressAt(adam, adam.getByRole('button', { name: 'Ändra namn och syfte' }), 'Enter');
    await adam.getByRole('textbox', { name: 'Namn' }).fill(`${group} 2`);
    await pressAt(adam, adam.getByRole('button', { name: 'Spara', exact: true }), 'Enter');
    await expect(adam.locator('main h1')).toHaveText(`${group} 2`);
    await pressAt(adam, adam.getByRole('button', { name: 'Avveckla gruppen' }), 'Enter');
    await expect(adam.getByRole('main')).toContainText('Åtgärder som inte är klara finns kvar hos den som har dem.');
    await expectUsableOnEither(adam, 'asked until when a group is read');
    await adam.getByRole('main').getByRole('button', { name: 'Avveckla gruppen' }).last().press('Enter');
    await expect(adam.getByRole('region', { name: 'Gruppen avvecklas' })).toBeVisible();
    await expectUsableOnEither(adam, 'a group that is wound up');
    const karin = await enter('kpol.vm', '/grupper');
    await pressAt(karin, karin.getByRole('link', { name: `${group} 2` }), 'Enter');
    await expect(karin.getByRole('region', { name: 'Gruppen avvecklas' })).toBeVisible();
    await expect(karin.getByRole('link', { name: 'Kalla till möte' })).toHaveCount(0);
  });
});
