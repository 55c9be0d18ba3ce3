import type { Page } from '@playwright/test';
import { expect, test } from './journey.js';
import { pressAt, tabTo, typeAt } from './keys.js';
import { expectUsable } from './screen.js';

const main = (page: Page) => page.getByRole('main');
const part = (page: Page, name: string) => page.getByRole('region', { name });
const header = 'id;namn;titel;e-post;enhet';

async function choose(page: Page, rows: readonly string[]): Promise<void> {
  await page.getByLabel('CSV-fil').setInputFiles({ name: 'personer.csv', mimeType: 'text/csv', buffer: Buffer.from([header, ...rows, ''].join('\r\n'), 'latin1') });
}
const previewed = (page: Page) => pressAt(page, page.getByRole('button', { name: 'Visa vad som händer' }), 'Enter');

/** Opens the list of people and then somebody, with the keyboard alone. */
async function open(page: Page, name: string): Promise<void> {
  await page.goto(new URL('/administration', page.url()).href);
  await pressAt(page, page.getByRole('link', { name: 'Personer' }), 'Enter');
  await typeAt(page, page.getByRole('textbox', { name: 'Sök' }), name);
  await pressAt(page, part(page, 'Våra personer').getByRole('link', { name }), 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

test('an administrator reads people from a file, changes one, gives a role and ends an employment, without a mouse', async ({ enter }, { project }) => {
  test.setTimeout(240_000);
  const [first, second] = [`ny1-${project.name}`, `ny2-${project.name}`];
  const [ella, sven] = [`Ella Prövgård ${project.name}`, `Sven Prövgård ${project.name}`];
  const page = await enter('admin.kop', '/administration');

  await test.step('the list tells who works here, and finds by a part of the name', async () => {
    await pressAt(page, page.getByRole('link', { name: 'Personer' }), 'Enter');
    await expect(part(page, 'Våra personer')).toContainText('Adam Behörin');
    await expectUsable(page, 'people');
    await typeAt(page, page.getByRole('textbox', { name: 'Sök' }), 'finns inte alls');
    await expect(page.getByText('Ingen person passar.')).toBeVisible();
    await expectUsable(page, 'nobody found');
  });

  await test.step('a file that lacks a column, and then one with a fault, lose nothing', async () => {
    await pressAt(page, page.getByRole('link', { name: 'Läs in personer från fil' }), 'Enter');
    await expectUsable(page, 'reading a file');
    await previewed(page);
    await expect(page.getByText('Välj en fil.').first()).toBeVisible();
    await page.getByLabel('CSV-fil').setInputFiles({ name: 'fel.csv', mimeType: 'text/csv', buffer: Buffer.from('namn;titel\nElla;Chef\n') });
    await previewed(page);
    await expect(page.getByText(/Första raden ska namnge kolumnerna/).first()).toBeVisible();
    await expectUsable(page, 'a file without columns');
    await choose(page, [`${first};${ella};Utredare;ella@koping.example;KOP-KS-KANSLI`, `${second};${sven};Vaktmästare;sven@koping.example;KOP-FINNS-INTE`]);
    await previewed(page);
    await expect(part(page, 'Detta skulle hända')).toContainText('Enheten finns inte hos er.');
    await expectUsable(page, 'a file with a fault');
  });

  await test.step('what would happen is shown row by row, and done when it is confirmed', async () => {
    await choose(page, [`${first};${ella};Utredare;ella@koping.example;KOP-KS-KANSLI`, `${second};${sven};Vaktmästare;sven@koping.example;KOP-KS-TEKNIK`]);
    await previewed(page);
    await expect(part(page, 'Detta skulle hända')).toContainText(ella);
    await expectUsable(page, 'a file, previewed');
    await page.getByLabel('Visa rader').selectOption('absent');
    await expect(page.getByRole('checkbox', { name: 'Avsluta anställningen för Adam Behörin' })).not.toBeChecked();
    await expectUsable(page, 'those who are absent');
    await pressAt(page, page.getByRole('button', { name: 'Läs in: 2 nya, 0 ändrade' }), 'Enter');
    await expect(page.getByRole('heading', { name: '2 nya, 0 ändrade, 0 avslutade.' })).toBeVisible();
    await expectUsable(page, 'a file, read');
  });

  await test.step('a person is changed', async () => {
    await open(page, ella);
    await expect(main(page)).toContainText('Inläst från fil');
    await expectUsable(page, 'a person');
    await pressAt(page, page.getByRole('button', { name: 'Ändra uppgifter' }), 'Enter');
    await tabTo(page, page.getByRole('textbox', { name: 'Titel' }));
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await pressAt(page, page.getByRole('button', { name: 'Spara' }), 'Enter');
    await expect(page.getByRole('heading', { name: 'Rätta detta innan du kan fortsätta:' })).toBeFocused();
    await expectUsable(page, 'changing a person, refused');
    await typeAt(page, page.getByRole('textbox', { name: 'Titel' }), 'Samordnare');
    await pressAt(page, page.getByRole('button', { name: 'Spara' }), 'Enter');
    await expect(main(page)).toContainText('Samordnare');
  });

  await test.step('other addresses are kept beside the one that mail goes to, and what is no address is said beside the field', async () => {
    await pressAt(page, page.getByRole('button', { name: 'Ändra uppgifter' }), 'Enter');
    const others = page.getByRole('textbox', { name: 'Andra adresser' });
    await typeAt(page, others, `e.${project.name}@koping.example ingen-adress`);
    await pressAt(page, page.getByRole('button', { name: 'Spara' }), 'Enter');
    await expect(page.getByText('Skriv e-postadresser med mellanslag mellan').first()).toBeVisible();
    await expect(others).toHaveValue(`e.${project.name}@koping.example ingen-adress`);
    await expectUsable(page, 'other addresses, refused');
    await typeAt(page, others, `e.${project.name}@koping.example; admin@koping.example`);
    await pressAt(page, page.getByRole('button', { name: 'Spara' }), 'Enter');
    await expect(page.getByText('Någon annan eller en funktion hos er har redan en av adresserna.').first()).toBeVisible();
    await expectUsable(page, 'another\'s address');
    await page.screenshot({ path: test.info().outputPath(`other-addresses-${page.viewportSize()!.width}.png`), fullPage: true });
    await typeAt(page, others, `e.${project.name}@koping.example; ella.p.${project.name}@koping.example`);
    await pressAt(page, page.getByRole('button', { name: 'Spara' }), 'Enter');
    await expect(main(page)).toContainText(`e.${project.name}@koping.example, ella.p.${project.name}@koping.example`);
    await expectUsable(page, 'a person with other addresses');
    await page.screenshot({ path: test.info().outputPath(`person-${page.viewportSize()!.width}.png`), fullPage: true });
  });

  await test.step('a role is given, and the last administrator cannot give up the own', async () => {
    await pressAt(page, page.getByRole('button', { name: 'Ändra roller' }), 'Enter');
    await pressAt(page, page.getByRole('checkbox', { name: 'Samordnare' }), 'Space');
    await expectUsable(page, 'giving a role');
    await pressAt(page, page.getByRole('button', { name: 'Spara' }), 'Enter');
    await expect(page.getByRole('button', { name: 'Spara' })).toHaveCount(0);
    await open(page, 'Adam Behörin');
    await expect(page.getByRole('button', { name: 'Avsluta anställningen' })).toHaveCount(0);
    await pressAt(page, page.getByRole('button', { name: 'Ändra roller' }), 'Enter');
    await pressAt(page, page.getByRole('checkbox', { name: 'Administratör' }), 'Space');
    await pressAt(page, page.getByRole('button', { name: 'Spara' }), 'Enter');
    await expect(main(page)).toContainText('Det är organisationens sista administratör.');
    await expectUsable(page, 'the last administrator');
  });

  await test.step('an employment is ended', async () => {
    await open(page, sven);
    await pressAt(page, page.getByRole('button', { name: 'Avsluta anställningen' }), 'Enter');
    await expectUsable(page, 'asked whether to end an employment');
    await page.getByRole('dialog').getByRole('button', { name: 'Avsluta anställningen' }).press('Enter');
    await expect(main(page)).toContainText('Personen har slutat och har ingen tillgång.');
    await expect(page.getByRole('button', { name: 'Avsluta anställningen' })).toHaveCount(0);
    await expectUsable(page, 'a person who has left');
    await page.goto(new URL('/administration/logg', page.url()).href);
    await expect(part(page, 'Händelser').getByRole('listitem').filter({ hasText: `Anställning avslutad: ${sven}` })).toContainText('Före: aktiv. Efter: avslutad.');
    const changed = part(page, 'Händelser').getByRole('listitem').filter({ hasText: `Uppgifter ändrade: ${ella}` });
    await expect(changed.first()).toContainText('Ändrat: andra adresser');
    await expect(changed.first()).toContainText('Adam Behörin');
    await expect(part(page, 'Händelser').getByRole('listitem').filter({ hasText: `Person tillagd från fil: ${ella}` })).toContainText('Enhet: Kansliet');
    await expect(part(page, 'Händelser')).not.toContainText(`e.${project.name}@`);
    await expectUsable(page, 'the log');
    await page.screenshot({ path: test.info().outputPath(`log-${page.viewportSize()!.width}.png`), fullPage: true });
  });
});

test('People are there in English, and not for those who administer nothing', async ({ enter }) => {
  const rut = await enter('rektor.kop', '/administration/personer');
  await expect(rut.getByRole('heading', { level: 1 })).toHaveText('Sidan finns inte');
  const adam = await enter('admin.kop', '/administration/personer');
  await adam.getByRole('button', { name: 'English' }).click();
  await expect(adam.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  await expectUsable(adam, 'people in English');
  await adam.getByRole('button', { name: 'Svenska' }).click();
});
