import type { Page } from '@playwright/test';
import { expect, test } from './journey.js';
import { pressAt, tabTo, typeAt } from './keys.js';
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

test('two administrators let somebody into a group with a key each, without a mouse and without reloading', async ({ enter }) => {
  const adam = await enter('admin.kop', '/grupper');
  const petra = await enter('admin.pol', '/administration');
  await expect(petra.getByText('Inget väntar på dig.')).toBeVisible();
  await expectUsable(petra, 'administration, empty');

  await test.step('the owner asks for a person, and the police decline with a reason', async () => {
    await openYouthGroup(adam);
    await choose(adam, { open: 'Be om en person', typed: 'Lars', name: /Lars Områdin/, send: 'Skicka frågan' });
    await expect(part(adam, 'Väntar på bekräftelse')).toContainText('Köpings kommun frågar. Polismyndigheten bekräftar eller avböjer.');
    await expect(part(petra, 'Väntar på dig')).toContainText('till Unggruppen Köping');
    await expectUsable(petra, 'asked for a person');
    await expectUsable(adam, 'the group while it waits');
    await pressAt(petra, petra.getByRole('button', { name: /^Avböj:/ }), 'Enter');
    await expect(petra.getByRole('textbox', { name: 'Skäl till att ni avböjer' })).toBeFocused();
    await pressAt(petra, main(petra).getByRole('button', { name: 'Avböj' }), 'Enter');
    await expect(petra.getByText(/Skriv ett skäl/).first()).toBeVisible();
    await expectUsable(petra, 'declining without a reason');
    await typeAt(petra, petra.getByRole('textbox', { name: 'Skäl till att ni avböjer' }), 'Kommunpolisen räcker.');
    await pressAt(petra, main(petra).getByRole('button', { name: 'Avböj' }), 'Enter');
    await expect(petra.getByText('Inget väntar på dig.')).toBeVisible();
    await expect(part(adam, 'Väntar på bekräftelse')).toHaveCount(0);
  });

  await test.step('the police nominate, and the owner confirms: then the person is a member, and not before', async () => {
    await openYouthGroup(petra);
    await choose(petra, { open: 'Nominera någon', typed: 'Lars', name: /Lars Områdin/, send: 'Nominera' });
    await expect(part(petra, 'Väntar på bekräftelse')).toContainText('Nominerad av Polismyndigheten.');
    await expect(part(petra, 'Medlemmar')).not.toContainText('Lokalpolisområdeschef');
    await adam.goto(new URL('/administration', adam.url()).href);
    await expect(part(adam, 'Väntar på dig')).toContainText('Lokalpolisområdeschef');
    await expectUsable(adam, 'the owner is asked');
    await pressAt(adam, adam.getByRole('button', { name: /^Bekräfta:/ }), 'Enter');
    await expect(adam.getByText('Inget väntar på dig.')).toBeVisible();
    await expect(part(petra, 'Medlemmar')).toContainText('Lokalpolisområdeschef');
  });

  await test.step('the police end it, as any membership', async () => {
    await tabTo(petra, petra.getByRole('listitem').filter({ hasText: 'Lokalpolisområdeschef' }).getByRole('button', { name: /^Avsluta medlemskap/ }));
    await petra.keyboard.press('Enter');
    await petra.getByRole('dialog').getByRole('button', { name: 'Avsluta medlemskapet' }).press('Enter');
    await expect(part(petra, 'Medlemmar')).not.toContainText('Lokalpolisområdeschef');
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
  await adam.getByRole('button', { name: 'Svenska' }).click();
});
