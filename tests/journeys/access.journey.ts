import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './journey.js';
import { pressAt, typeAt } from './keys.js';
import { expectUsable } from './screen.js';

const main = (page: Page) => page.getByRole('main');
const part = (page: Page, name: string) => page.getByRole('region', { name });

async function openYouthGroup(page: Page): Promise<void> {
  await page.goto(new URL('/grupper', page.url()).href);
  await pressAt(page, page.getByRole('link', { name: 'Unggruppen Köping' }), 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Unggruppen Köping');
}

async function choose(page: Page, { open, typed, name, send }: { open: string; typed: string; name: RegExp; send: string }): Promise<void> {
  await pressAt(page, page.getByRole('button', { name: open }), 'Enter');
  await typeAt(page, page.getByRole('combobox', { name: 'Person' }), typed);
  await expect(page.getByRole('option', { name })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expectUsable(page, `${open}, chosen`);
  await pressAt(page, page.getByRole('button', { name: send, exact: true }), 'Enter');
}

/** Registers an agreement, which holds through a day of the year after next. */
async function register(page: Page, name: string): Promise<void> {
  await pressAt(page, page.getByRole('link', { name: 'Överenskommelser' }), 'Enter');
  await expectUsable(page, 'agreements');
  await pressAt(page, page.getByRole('link', { name: 'Ny överenskommelse' }), 'Enter');
  await pressAt(page, page.getByRole('button', { name: 'Registrera' }), 'Enter');
  await expect(page.getByRole('heading', { name: 'Rätta detta innan du kan fortsätta:' })).toBeFocused();
  await expectUsable(page, 'an agreement, refused');
  await typeAt(page, page.getByRole('textbox', { name: 'Namn' }), name);
  await typeAt(page, page.getByRole('combobox', { name: 'Andra parter' }), 'polismyn');
  await expect(page.getByRole('option', { name: 'Polismyndigheten' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await typeAt(page, page.getByRole('textbox', { name: 'Ändamål' }), 'Trygghet på stan\nFärre unga i kriminalitet');
  await typeAt(page, page.getByRole('textbox', { name: 'Områden' }), 'Ungdomar');
  await typeAt(page, page.getByRole('textbox', { name: 'Gäller till och med' }), `${new Date().getFullYear() + 2}-06-30`);
  await expectUsable(page, 'an agreement, filled in');
  await pressAt(page, page.getByRole('button', { name: 'Registrera' }), 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(main(page)).toContainText('Väntar på godkännande');
}

test('on an agreement, two administrators let somebody into a group with a key each, without a mouse and without reloading', async ({ enter }, { project }) => {
  test.setTimeout(240_000);
  const agreement = `Samverkan Köping och Polisen, ${project.name}`;
  const adam = await enter('admin.kop', '/administration');
  const axel = await enter('admin.pol', '/administration');
  await expect(axel.getByText('Inget väntar på dig.')).toBeVisible();
  await expectUsable(axel, 'administration, empty');

  await test.step('Köping registers an agreement, and the police accept it', async () => {
    await register(adam, agreement);
    await pressAt(axel, part(axel, 'Överenskommelser som väntar på er').getByRole('link', { name: agreement }), 'Enter');
    await expect(axel.getByRole('heading', { level: 1 })).toHaveText(agreement);
    await expectUsable(axel, 'an agreement that waits');
    await pressAt(axel, axel.getByRole('button', { name: 'Godkänn för vår organisation' }), 'Enter');
    await expect(part(adam, 'Parter')).toContainText('Polismyndigheten: har godkänt');
    await expect(main(adam)).toContainText('Gäller');
    await axel.goto(new URL('/administration', axel.url()).href);
  });

  await test.step('the owner asks for a person, and the police decline with a reason', async () => {
    await openYouthGroup(adam);
    await choose(adam, { open: 'Be om en person', typed: 'Lars', name: /Lars Områdin/, send: 'Skicka frågan' });
    await expect(part(adam, 'Väntar på bekräftelse')).toContainText('Köpings kommun frågar. Polismyndigheten bekräftar eller avböjer.');
    await expect(part(axel, 'Väntar på dig')).toContainText('till Unggruppen Köping');
    await expectUsable(axel, 'asked for a person');
    await expectUsable(adam, 'the group while it waits');
    await pressAt(axel, axel.getByRole('button', { name: /^Avböj:/ }), 'Enter');
    await expect(axel.getByRole('textbox', { name: 'Skäl till att ni avböjer' })).toBeFocused();
    await pressAt(axel, main(axel).getByRole('button', { name: 'Avböj' }), 'Enter');
    await expect(axel.getByText(/Skriv ett skäl/).first()).toBeVisible();
    await expectUsable(axel, 'declining without a reason');
    await typeAt(axel, axel.getByRole('textbox', { name: 'Skäl till att ni avböjer' }), 'Kommunpolisen räcker.');
    await pressAt(axel, main(axel).getByRole('button', { name: 'Avböj' }), 'Enter');
    await expect(axel.getByText('Inget väntar på dig.')).toBeVisible();
    await expect(part(axel, 'Avböjt de senaste 30 dagarna')).toContainText('Kommunpolisen räcker.');
    await expect(part(adam, 'Väntar på bekräftelse')).toHaveCount(0);
  });

  await test.step('the police nominate, and the owner confirms: then the person is a member, and not before', async () => {
    await openYouthGroup(axel);
    await choose(axel, { open: 'Nominera någon', typed: 'Lars', name: /Lars Områdin/, send: 'Nominera' });
    await expect(part(axel, 'Väntar på bekräftelse')).toContainText('Nominerad av Polismyndigheten.');
    await expect(part(axel, 'Medlemmar')).not.toContainText('Lokalpolisområdeschef');
    await adam.goto(new URL('/administration', adam.url()).href);
    await expect(part(adam, 'Väntar på dig')).toContainText('Lokalpolisområdeschef');
    await expectUsable(adam, 'the owner is asked');
    await pressAt(adam, adam.getByRole('button', { name: /^Bekräfta:/ }), 'Enter');
    await expect(adam.getByText('Inget väntar på dig.')).toBeVisible();
    await expect(part(axel, 'Medlemmar')).toContainText('Lokalpolisområdeschef');
  });

  await test.step('the agreement is ended, and with it what rests on it', async () => {
    await pressAt(adam, adam.getByRole('link', { name: 'Åtkomster' }), 'Enter');
    await expect(part(adam, 'Polismyndigheten')).toContainText('Lars Områdin');
    await expectUsable(adam, 'who outside can see what');
    await pressAt(adam, adam.getByRole('button', { name: 'Lägg på överenskommelse: Lars Områdin, Strategiskt Brå Köping' }), 'Enter');
    await expect(adam.getByRole('combobox', { name: 'Överenskommelse' })).toContainText(agreement);
    await expect(main(adam)).toContainText('Ingen får se mer eller längre än förut.');
    await expectUsable(adam, 'putting an agreement on a seat');
    await pressAt(adam, adam.getByRole('button', { name: 'Avbryt' }), 'Enter');
    const saved = adam.waitForEvent('download');
    await pressAt(adam, adam.getByRole('button', { name: 'Spara som CSV-fil' }), 'Enter');
    expect((await readFile((await (await saved).path())!, 'utf8')).split('\r\n').find((row) => row.includes('Lars') && row.includes(agreement))).toMatch(/^"Polismyndigheten";"Lars Områdin";"Lokalpolisområdeschef";"Unggruppen Köping"/);
    await adam.goto(new URL('/administration/overenskommelser', adam.url()).href);
    await pressAt(adam, adam.getByRole('link', { name: agreement }), 'Enter');
    await expect(part(adam, 'Medlemskap som vilar på den')).toContainText('Unggruppen Köping: Lars Områdin');
    await expectUsable(adam, 'an agreement in force');
    await pressAt(adam, adam.getByRole('button', { name: 'Avsluta överenskommelsen' }), 'Enter');
    await expectUsable(adam, 'asked whether to end an agreement');
    await adam.getByRole('dialog').getByRole('button', { name: 'Avsluta överenskommelsen' }).press('Enter');
    await expect(main(adam)).toContainText('Avslutad');
    await expect(part(axel, 'Medlemmar')).not.toContainText('Lokalpolisområdeschef');
  });

  await test.step('each reads in the log what was done by the own administrators, and to the own groups', async () => {
    for (const [page, done, states] of [[adam, 'Nominering bekräftad', 'Före: väntar på bekräftelse. Efter: bekräftad.'], [axel, 'Nominering eller fråga', 'Nu: väntar på bekräftelse']] as const) {
      await page.goto(new URL('/administration', page.url()).href);
      await pressAt(page, page.getByRole('link', { name: 'Logg' }), 'Enter');
      await expect(part(page, 'Händelser').getByRole('listitem').filter({ hasText: `${done}: Lars Områdin, Unggruppen Köping` }).first()).toContainText(states);
      await expectUsable(page, 'the log');
    }
  });
});

test('Administration is not there for those who administer nothing', async ({ enter }) => {
  const rut = await enter('rektor.kop', '/administration');
  await expect(rut.getByRole('heading', { level: 1 })).toHaveText('Sidan finns inte');
  await expect(rut.getByRole('link', { name: 'Administration' })).toHaveCount(0);
});

test('Administration is there in English', async ({ enter }) => {
  const adam = await enter('admin.kop', '/administration');
  await adam.getByRole('button', { name: 'English' }).click();
  await expect(adam.getByText('Nothing waits for you.')).toBeVisible();
  await expectUsable(adam, 'administration in English');
  await adam.getByRole('link', { name: 'Agreements' }).click();
  await expect(adam.getByRole('heading', { level: 1, name: 'Agreements' })).toBeVisible();
  await expectUsable(adam, 'agreements in English');
  await adam.getByRole('button', { name: 'Svenska' }).click();
});
