import type { Page } from '@playwright/test';
import { expect, test } from './journey.js';
import { pressAt, typeAt } from './keys.js';
import { expectUsable } from './screen.js';

const main = (page: Page) => page.getByRole('main');
const part = (page: Page, name: string) => page.getByRole('region', { name });
const group = 'Insatsgrupp Köping (VBE och unga)';

async function openPerson(page: Page, name: string): Promise<void> {
  await page.goto(new URL('/administration', page.url()).href);
  await pressAt(page, page.getByRole('link', { name: 'Personer' }), 'Enter');
  await typeAt(page, page.getByRole('textbox', { name: 'Sök' }), name);
  await pressAt(page, part(page, 'Våra personer').getByRole('link', { name }), 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

async function openGroup(page: Page): Promise<void> {
  await page.goto(new URL('/grupper', page.url()).href);
  await pressAt(page, page.getByRole('link', { name: group }), 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(group);
}

async function changeAdministrator(page: Page, name: string): Promise<void> {
  await openPerson(page, name);
  await pressAt(page, page.getByRole('button', { name: 'Ändra roller' }), 'Enter');
  await pressAt(page, page.getByRole('checkbox', { name: 'Administratör' }), 'Space');
  await expectUsable(page, 'the role of an administrator');
  await pressAt(page, page.getByRole('button', { name: 'Spara' }), 'Enter');
  await expect(page.getByRole('button', { name: 'Spara' })).toHaveCount(0);
}

test('two people make an administrator, and let somebody into a group of individual level, without a mouse', async ({ enter }) => {
  test.setTimeout(240_000);
  const chief = 'Ingvar Chefsdal';
  const adam = await enter('admin.kop', '/administration');

  await test.step('the only administrator reads why the own employment cannot be ended, and what to do first', async () => {
    await openPerson(adam, 'Adam Behörin');
    await expect(main(adam)).toContainText('är er enda administratör, och anställningen kan därför inte avslutas.');
    await expect(adam.getByRole('button', { name: 'Avsluta anställningen' })).toHaveCount(0);
    await expectUsable(adam, 'the page of the only administrator');
    await pressAt(adam, main(adam).getByRole('link', { name: 'Till personerna' }), 'Enter');
    await expect(adam.getByRole('heading', { level: 1 })).toHaveText('Personer');
  });

  await test.step('the only administrator proposes another, and the hub confirms', async () => {
    await changeAdministrator(adam, chief);
    await expect(part(adam, 'Föreslagen administratör')).toContainText('Ni har ingen annan administratör, så hubbens administratör är tillfrågad.');
    await expectUsable(adam, 'proposed as administrator');
    const hubert = await enter('admin.hub', '/hubben');
    await expect(main(hubert)).toContainText(`Organisationens enda administratör föreslår att ${chief}, Enhetschef IFO, också blir det.`);
    await expectUsable(hubert, 'the hub is asked about an administrator');
    await pressAt(hubert, hubert.getByRole('button', { name: `Bekräfta administratören: ${chief}, Köpings kommun` }), 'Enter');
    await expect(main(hubert)).not.toContainText('Organisationens enda administratör');
  });

  await test.step('the group\'s own authority proposes a member, who sees nothing before another administrator has confirmed', async () => {
    const ingvar = await enter('ifochef.kop', '/administration');
    await openGroup(ingvar);
    await pressAt(ingvar, ingvar.getByRole('button', { name: 'Föreslå medlem' }), 'Enter');
    await typeAt(ingvar, ingvar.getByRole('combobox', { name: 'Person' }), 'Kim');
    await expect(ingvar.getByRole('option', { name: /Kim Hälsevall/ })).toHaveAttribute('aria-selected', 'true');
    await ingvar.keyboard.press('Enter');
    await expectUsable(ingvar, 'proposing a member');
    await pressAt(ingvar, ingvar.getByRole('button', { name: 'Skicka förslaget' }), 'Enter');
    await expect(part(ingvar, 'Väntar på bekräftelse')).toContainText('En annan administratör hos er bekräftar eller avböjer.');
    await expect(part(ingvar, 'Medlemmar')).not.toContainText('Kim Hälsevall');
    await expectUsable(ingvar, 'a member who waits for another administrator');

    await adam.goto(new URL('/administration', adam.url()).href);
    await expect(part(adam, 'Väntar på dig')).toContainText(`Föreslagen av ${chief}.`);
    await expect(part(adam, 'Väntar på dig')).toContainText('Före: inte med i gruppen. Efter: Ledamot.');
    await expectUsable(adam, 'asked to let somebody in');
    await pressAt(adam, adam.getByRole('button', { name: /^Bekräfta: Kim Hälsevall/ }), 'Enter');
    await expect(part(ingvar, 'Medlemmar')).toContainText('Kim Hälsevall');
    await pressAt(ingvar, ingvar.getByRole('button', { name: 'Avsluta medlemskap: Kim Hälsevall' }), 'Enter');
    await ingvar.getByRole('dialog').getByRole('button', { name: 'Avsluta' }).first().press('Enter');
    await expect(part(ingvar, 'Medlemmar')).not.toContainText('Kim Hälsevall');
  });

  await test.step('the role is taken back by one', async () => {
    await changeAdministrator(adam, chief);
    await expect(main(adam)).not.toContainText('Föreslagen administratör');
    await adam.goto(new URL('/administration/logg', adam.url()).href);
    await expect(part(adam, 'Händelser').getByRole('listitem').filter({ hasText: `Roller ändrade: ${chief}` }).last()).toContainText('Före: ingen roll. Efter: föreslagen som administratör.');
  });
});
