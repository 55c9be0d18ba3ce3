import type { Page } from '@playwright/test';
import { expect, test } from './journey.js';
import { pressAt, tabTo, typeAt } from './keys.js';
import { expectUsableOnEither } from './screen.js';

const main = (page: Page) => page.getByRole('main');
const save = (page: Page) => pressAt(page, page.getByRole('button', { name: 'Spara' }), 'Enter');
const press = (page: Page, name: string) => pressAt(page, page.getByRole('button', { name, exact: true }), 'Enter');

async function take(page: Page, state: string): Promise<void> {
  await expectUsableOnEither(page, state);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: test.info().outputPath(`${state}-${width}.png`), fullPage: true });
  }
}

/** Ends something, and says so once more. */
async function end(page: Page, name: string): Promise<void> {
  await press(page, `Avsluta: ${name}`);
  await pressAt(page, page.getByRole('dialog').getByRole('button', { name: 'Avsluta' }), 'Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** What is added to the county administrative board here has ended when this is over. */
test('an administrator adds an authority with a unit and a function, gives it to a colleague, and ends all of it, without a mouse', async ({ enter }, { project }) => {
  test.setTimeout(240_000);
  const [board, unit, duty] = [`Delegationen ${project.name}`, `Enheten för prov ${project.name}`, `Beredskapsdirektör ${project.name}`];
  const asta = await enter('admin.lst', '/administration');

  await test.step('an authority is added; what is missing is said beside the field', async () => {
    await pressAt(asta, asta.getByRole('link', { name: 'Enheter och funktioner' }), 'Enter');
    await expect(asta.getByRole('heading', { level: 1 })).toHaveText('Enheter och funktioner');
    await press(asta, 'Lägg till en myndighet');
    await save(asta);
    await expect(asta.getByRole('textbox', { name: 'Myndighetens namn' })).toHaveAttribute('aria-invalid', 'true');
    await typeAt(asta, asta.getByRole('textbox', { name: 'Myndighetens namn' }), board);
    await save(asta);
    await expect(asta.getByRole('heading', { level: 2, name: board })).toBeVisible();
  });

  await test.step('a unit of a name that there is is refused beside the field, and nothing typed is lost', async () => {
    await press(asta, `Lägg till en enhet i ${board}`);
    await typeAt(asta, asta.getByRole('textbox', { name: 'Enhetens namn' }), 'behörighet och STÖD');
    await typeAt(asta, asta.getByRole('textbox', { name: 'Kod' }), `P-${project.name}`);
    await save(asta);
    await expect(asta.getByText('Ni har redan en enhet med det namnet. Välj ett annat.').first()).toBeVisible();
    await expect(asta.getByRole('textbox', { name: 'Kod' })).toHaveValue(`P-${project.name}`);
    await take(asta, 'unit-refused');
    await tabTo(asta, asta.getByRole('textbox', { name: 'Enhetens namn' }));
    await asta.keyboard.press('Control+A');
    await asta.keyboard.type(unit);
    await save(asta);
    await expect(main(asta)).toContainText(`kod P-${project.name} · 0 arbetar här`);
  });

  await test.step('a function is added and given to a colleague of its authority', async () => {
    await press(asta, 'Lägg till en funktion i Behörighet och stöd');
    await typeAt(asta, asta.getByRole('textbox', { name: 'Funktionens namn' }), duty);
    await save(asta);
    await press(asta, `Ge till någon: ${duty}`);
    await pressAt(asta, asta.getByRole('button', { name: 'Ge till någon', exact: true }).last(), 'Enter');
    await expect(asta.getByText('Välj en person.').first()).toBeVisible();
    await take(asta, 'holder-missing');
    await typeAt(asta, asta.getByRole('combobox', { name: 'Vem ska ha funktionen?' }), 'Lena');
    await expect(asta.getByRole('option')).toHaveText([/Lena/]);
    await asta.keyboard.press('Enter');
    await pressAt(asta, asta.locator('form').getByRole('button', { name: 'Ge till någon', exact: true }), 'Enter');
    await expect(asta.getByRole('list', { name: `Har funktionen ${duty}` })).toContainText('Lena');
    await take(asta, 'structure');
  });

  await test.step('the function is taken back, and everything that was added ends', async () => {
    await pressAt(asta, asta.getByRole('list', { name: `Har funktionen ${duty}` }).getByRole('button'), 'Enter');
    await expect(asta.getByRole('list', { name: `Har funktionen ${duty}` })).toHaveCount(0);
    await end(asta, duty);
    await expect(main(asta)).not.toContainText(duty);
    await end(asta, unit);
    await expect(main(asta)).not.toContainText(unit);
    await end(asta, board);
    await expect(main(asta)).not.toContainText(board);
  });

  await test.step('and the log says so', async () => {
    await asta.goto(new URL('/administration/logg', asta.url()).href);
    for (const line of [`Myndighet avslutad: ${board}`, `Enhet avslutad: ${unit}`, `Funktion fråntagen: Lena Länstorp, ${duty}`]) await expect(main(asta)).toContainText(line);
    await expect(main(asta)).toContainText('Före: i bruk. Efter: avslutad.');
    await take(asta, 'log');
  });
});
