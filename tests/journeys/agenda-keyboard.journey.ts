import type { Page } from '@playwright/test';
import { headings, heldMeeting, item } from './at-meeting.js';
import { expect, test } from './journey.js';
import { pressAt, tabTo, typeAt } from './keys.js';
import { notes } from './noting.js';

const also = [{ typed: 'Ester', name: /Ester Vaktin/ }];
const [first, second] = ['Belysningen', 'Skolgården'];
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function proposeByKeys(page: Page, title: string): Promise<void> {
  await pressAt(page, button(page, 'Föreslå en punkt'), 'Enter');
  await expect(page.getByRole('textbox', { name: 'Punktens rubrik' })).toBeFocused();
  await page.keyboard.type(title);
  await pressAt(page, button(page, 'Skicka förslaget'), 'Enter');
  await expect(button(page, 'Föreslå en punkt')).toBeFocused();
}

test('an agenda is made, noted and locked without a mouse, and the focus is never lost', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const meetingId = await heldMeeting(brita, { title: 'Bara tangenter vid bordet', also });
  await brita.goto(new URL(`/moten/${meetingId}?visa=dagordning`, brita.url()).href);
  await expect(button(brita, 'Föreslå en punkt')).toBeVisible();

  await test.step('two items are proposed and taken up', async () => {
    for (const title of [first, second]) await proposeByKeys(brita, title);
    for (const title of [first, second]) {
      await pressAt(brita, item(brita, title).getByRole('button', { name: 'Ta upp' }), 'Space');
      await expect(headings(brita).filter({ hasText: title })).toBeVisible();
      await expect(brita.locator('body')).not.toBeFocused();
    }
  });

  await test.step('they change places, and the focus goes with the one that is moved', async () => {
    await pressAt(brita, button(brita, `Flytta upp: ${second}`), 'Enter');
    await expect(headings(brita)).toHaveText([`§ 1 – ${second}`, `§ 2 – ${first}`]);
    await expect(item(brita, second).locator(':focus')).toHaveCount(1);
  });

  await test.step('notes are typed and save themselves, and a decision stands beside them', async () => {
    await tabTo(brita, brita.getByRole('radio', { name: 'Dagordning' }));
    await brita.keyboard.press('ArrowRight');
    await brita.keyboard.press('Enter');
    await typeAt(brita, notes(brita, second), 'Grinden är trasig.');
    await expect(item(brita, second)).toContainText('Sparat');
    await pressAt(brita, button(brita, `Lägg till resultat: ${second}`), 'Enter');
    await brita.keyboard.type('Grinden lagas.');
    await pressAt(brita, item(brita, second).getByRole('button', { name: 'Spara' }), 'Enter');
    await expect(button(brita, `Lägg till resultat: ${second}`)).toBeFocused();
  });

  await test.step('Escape leaves the question, and Space says yes to it', async () => {
    await pressAt(brita, button(brita, 'Anteckningar klara'), 'Enter');
    await brita.keyboard.press('Escape');
    await expect(button(brita, 'Anteckningar klara')).toBeFocused();
    await expect(brita.getByRole('dialog')).toHaveCount(0);
    await brita.keyboard.press('Enter');
    await pressAt(brita, brita.getByRole('dialog').getByRole('button', { name: 'Anteckningar klara' }), 'Space');
    await expect(brita.getByText('Anteckningarna är klara').first()).toBeVisible();
    await expect(brita.locator('body')).not.toBeFocused();
  });
});
