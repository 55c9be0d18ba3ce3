import type { Page } from '@playwright/test';
import { expect, test } from './journey.js';
import { pressAt, typeAt } from './keys.js';
import { expectUsable } from './screen.js';

const part = (page: Page, name: string) => page.getByRole('region', { name });
const group = 'Unggruppen Köping';

async function openGroup(page: Page): Promise<void> {
  await page.goto(new URL('/grupper', page.url()).href);
  await pressAt(page, page.getByRole('link', { name: group }), 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(group);
}
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function register(page: Page, name: string): Promise<void> {
  await pressAt(page, page.getByRole('link', { name: 'Överenskommelser' }), 'Enter');
  await pressAt(page, page.getByRole('link', { name: 'Ny överenskommelse' }), 'Enter');
  await typeAt(page, page.getByRole('textbox', { name: 'Namn' }), name);
  await typeAt(page, page.getByRole('combobox', { name: 'Andra parter' }), 'idrottsallians');
  await expect(page.getByRole('option', { name: /idrottsallians/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await typeAt(page, page.getByRole('textbox', { name: 'Ändamål' }), 'Vuxna på stan');
  await typeAt(page, page.getByRole('textbox', { name: 'Områden' }), 'Ungdomar');
  await typeAt(page, page.getByRole('textbox', { name: 'Gäller till och med' }), `${new Date().getFullYear() + 2}-06-30`);
  await pressAt(page, page.getByRole('button', { name: 'Registrera' }), 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

test('a municipality invites a guest from an association, for a time, and the association confirms, without a mouse', async ({ enter }, { project }) => {
  test.setTimeout(240_000);
  const agreement = `Samverkan med idrotten, ${project.name}`;
  const adam = await enter('admin.kop', '/administration');
  const irma = await enter('admin.ifk', '/administration');

  await test.step('who is logged in below the highest level is told where more may wait, and nobody else', async () => {
    const [offer, text] = ['Logga in på tillitsnivå 3', 'Har du fått veta att något väntar på ditt ja, men ser det inte här?'];
    await expect(irma.getByText(text)).toBeVisible();
    await expect(irma.getByRole('main').getByRole('button', { name: offer })).toBeVisible();
    await expectUsable(irma, 'an administrator below the highest level');
    await expect(adam.getByRole('heading', { level: 2, name: 'Väntar på dig' })).toBeVisible();
    await expect(adam.getByText(text)).toHaveCount(0);
  });

  await test.step('they have an agreement', async () => {
    await register(adam, agreement);
    await pressAt(irma, part(irma, 'Överenskommelser som väntar på er').getByRole('link', { name: agreement }), 'Enter');
    await pressAt(irma, irma.getByRole('button', { name: 'Godkänn för vår organisation' }), 'Enter');
    await expect(part(adam, 'Parter')).toContainText(/idrottsallians.*: har godkänt/);
    await irma.goto(new URL('/administration', irma.url()).href);
  });

  await test.step('who works at no authority can only be a guest, until a day that is said', async () => {
    await openGroup(adam);
    await pressAt(adam, adam.getByRole('button', { name: 'Be om en person' }), 'Enter');
    await typeAt(adam, adam.getByRole('combobox', { name: 'Person' }), 'Idun');
    await expect(adam.getByRole('option', { name: /Idun Ledarvik/ })).toHaveAttribute('aria-selected', 'true');
    await adam.keyboard.press('Enter');
    await expect(adam.getByRole('combobox', { name: 'Roll' }).getByRole('option')).toHaveText(['Gäst']);
    await expect(adam.getByText('Personen arbetar inte på en myndighet och kan bara vara gäst.')).toBeVisible();
    await pressAt(adam, adam.getByRole('button', { name: 'Skicka frågan' }), 'Enter');
    await expect(adam.getByRole('textbox', { name: 'Sista dag' })).toBeFocused();
    await expect(adam.getByText('Skriv sista dagen. En gäst är med en bestämd tid.').first()).toBeVisible();
    await expectUsable(adam, 'a guest without a last day');
    await typeAt(adam, adam.getByRole('textbox', { name: 'Sista dag' }), inDays(400));
    await pressAt(adam, adam.getByRole('button', { name: 'Skicka frågan' }), 'Enter');
    await expect(adam.getByText('Välj en dag inom ett år. Sedan kan ni förlänga.').first()).toBeVisible();
    await adam.getByRole('textbox', { name: 'Sista dag' }).fill(inDays(90));
    await pressAt(adam, adam.getByRole('button', { name: 'Skicka frågan' }), 'Enter');
    await expect(part(adam, 'Väntar på bekräftelse')).toContainText('Idun Ledarvik');
    await expectUsable(adam, 'a guest who waits');
  });

  await test.step('the association confirms, and the guest sees the group and lets nobody in', async () => {
    await pressAt(irma, part(irma, 'Väntar på dig').getByRole('button', { name: /^Bekräfta:/ }), 'Enter');
    await expect(irma.getByText('Inget väntar på dig.')).toBeVisible();
    const member = part(adam, 'Medlemmar').getByRole('listitem').filter({ hasText: /^Idun Ledarvik/ });
    await expect(member).toContainText('Gäst');
    await expect(member).toContainText(/till och med|till/);
    await expectUsable(adam, 'a group with a guest');
    const idun = await enter('idrott.led', '/grupper');
    await openGroup(idun);
    await expect(idun.getByRole('button', { name: /Nominera någon|Be om en person|Kalla till möte/ })).toHaveCount(0);
    await expectUsable(idun, 'a group as its guest sees it');
    await openGroup(irma);
    await expect(irma.getByRole('button', { name: 'Nominera någon' })).toHaveCount(0);
  });

  await test.step('it is ended before its time, and the group is gone', async () => {
    await pressAt(adam, adam.getByRole('button', { name: 'Avsluta medlemskap: Idun Ledarvik' }), 'Enter');
    await adam.getByRole('dialog').getByRole('button', { name: 'Avsluta medlemskapet' }).press('Enter');
    await expect(part(adam, 'Medlemmar').getByRole('listitem').filter({ hasText: /^Idun Ledarvik/ })).toHaveCount(0);
  });
});
