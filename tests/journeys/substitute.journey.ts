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
const inTwoDays = (): string => new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);

test('a colleague sits in a unit\'s seat for some days, without a mouse', async ({ enter }) => {
  test.setTimeout(240_000);
  const axel = await enter('admin.pol', '/grupper');
  const lars = await enter('lpo.vm', '/grupper');
  const member = part(axel, 'Medlemmar').getByRole('listitem').filter({ hasText: /^Lars Områdin/ });
  await expect(lars.getByRole('link', { name: group })).toHaveCount(0);

  await test.step('nobody and no day are asked for, and what is chosen is said', async () => {
    await openGroup(axel);
    await pressAt(axel, axel.getByRole('button', { name: 'Ersättare: Karin Polvik' }), 'Enter');
    await pressAt(axel, axel.getByRole('button', { name: 'Spara ersättaren' }), 'Enter');
    await expect(axel.getByRole('heading', { name: 'Rätta detta innan du kan fortsätta:' })).toBeFocused();
    await expectUsable(axel, 'a substitute, refused');
    await typeAt(axel, axel.getByRole('combobox', { name: 'Person' }), 'Lars');
    await expect(axel.getByRole('option', { name: /Lars Områdin/ })).toHaveAttribute('aria-selected', 'true');
    await axel.keyboard.press('Enter');
    await typeAt(axel, axel.getByRole('textbox', { name: 'Till och med' }), inTwoDays());
    await expectUsable(axel, 'a substitute, chosen');
    await pressAt(axel, axel.getByRole('button', { name: 'Spara ersättaren' }), 'Enter');
    await expect(member).toContainText('Ersätter Karin Polvik');
    await expectUsable(axel, 'a group with a substitute');
  });

  await test.step('the substitute sees the group, and the owner who that is', async () => {
    await expect(lars.getByRole('link', { name: group })).toBeVisible();
    await openGroup(lars);
    const adam = await enter('admin.kop', '/administration/atkomster');
    await expect(part(adam, 'Polismyndigheten').getByRole('listitem').filter({ hasText: 'Lars Områdin' }).filter({ hasText: group })).toContainText('Ersätter Karin Polvik');
    await expectUsable(adam, 'access with a substitute');
  });

  await test.step('it is ended before its time, and the group is gone', async () => {
    await pressAt(axel, axel.getByRole('button', { name: 'Avsluta medlemskap: Lars Områdin' }), 'Enter');
    await axel.getByRole('dialog').getByRole('button', { name: 'Avsluta medlemskapet' }).press('Enter');
    await expect(member).toHaveCount(0);
    await expect(lars.getByRole('heading', { level: 1 })).toHaveText('Sidan finns inte');
  });
});
