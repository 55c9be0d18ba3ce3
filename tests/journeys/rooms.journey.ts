import type { Page } from '@playwright/test';
import { choose, daysAhead, fillIn } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt, tabTo, typeAt } from './keys.js';
import { expectUsableOnEither } from './screen.js';

const main = (page: Page) => page.getByRole('main');
const save = (page: Page) => page.getByRole('button', { name: 'Spara' });

async function take(page: Page, state: string): Promise<void> {
  await expectUsableOnEither(page, state);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: test.info().outputPath(`${state}-${width}.png`), fullPage: true });
  }
}

/** Arboga is where nobody else calls meetings in journeys, and has no rooms when this is over. */
test('an administrator keeps rooms, and a coordinator picks one and reads when it is taken, without a mouse', async ({ enter }, { project }) => {
  test.setTimeout(240_000);
  const name = `Sal ${project.name}`;
  const place = `${name}, Kapellgatan 24, Arboga`;
  const alma = await enter('admin.arb', '/administration');

  await test.step('a room is entered; what is missing is said beside the field, and nothing typed is lost', async () => {
    await pressAt(alma, alma.getByRole('link', { name: 'Rum' }), 'Enter');
    await expect(alma.getByRole('heading', { level: 1 })).toHaveText('Rum');
    await pressAt(alma, alma.getByRole('button', { name: 'Lägg till ett rum' }), 'Enter');
    await typeAt(alma, alma.getByRole('textbox', { name: 'Namn' }), name);
    await typeAt(alma, alma.getByRole('textbox', { name: 'Antal platser' }), 'många');
    await pressAt(alma, save(alma), 'Enter');
    await expect(alma.getByText('Skriv ett helt tal mellan 1 och 10 000, eller lämna tomt.').first()).toBeVisible();
    await expect(alma.getByRole('textbox', { name: 'Namn' })).toHaveValue(name);
    await take(alma, 'room-refused');
    await typeAt(alma, alma.getByRole('textbox', { name: 'Adress' }), 'Kapellgatan 24, Arboga');
    await typeAt(alma, alma.getByRole('textbox', { name: 'Antal platser' }), '12');
    await typeAt(alma, alma.getByRole('textbox', { name: 'Hur man kommer in' }), 'Anmälan i receptionen.');
    await pressAt(alma, save(alma), 'Enter');
    await expect(main(alma)).toContainText('Kapellgatan 24, Arboga · 12 platser');
    await take(alma, 'rooms');
  });

  const arvid = await enter('brasam.arb', '/moten/nytt');
  const field = arvid.getByRole('combobox', { name: 'Plats' });
  const pick = async (): Promise<void> => {
    await typeAt(arvid, field, name.slice(0, 5));
    await expect(arvid.getByRole('option', { name: place })).toBeVisible();
    await arvid.keyboard.press('ArrowDown');
    await arvid.keyboard.press('Enter');
    await expect(field).toHaveValue(place);
  };
  const called = async (starts: string, ends: string): Promise<void> => {
    await fillIn(arvid, { date: daysAhead(24), starts, ends, title: 'Planering' });
    await choose(arvid, { typed: 'Isa', name: /Isa Socialund/ });
    await pick();
  };
  const send = async (): Promise<void> => {
    await pressAt(arvid, arvid.getByRole('button', { name: 'Skicka kallelsen' }), 'Enter');
    await arvid.waitForURL(/\/moten\/[0-9a-f-]{36}$/);
    await expect(main(arvid)).toContainText(place);
  };

  await test.step('a room is picked by some letters, and is free', async () => {
    await called('9.00', '10.30');
    await expect(arvid.getByText(/är upptaget då/)).toHaveCount(0);
    await send();
  });

  await test.step('the same room is taken then, and by what is not said; nobody is stopped', async () => {
    await arvid.goto(new URL('/moten/nytt', arvid.url()).href);
    await called('10.00', '11.00');
    await expect(arvid.getByText(/Upptaget: .*10\.00–10\.30\. Du kan/)).toBeVisible();
    await take(arvid, 'room-taken');
    await tabTo(arvid, field);
    await arvid.keyboard.press('Control+A');
    await arvid.keyboard.type('Ute vid ån');
    await expect(arvid.getByText(/är upptaget då/)).toHaveCount(0);
    await arvid.keyboard.press('Control+A');
    await arvid.keyboard.press('Delete');
    await pick();
    await send();
  });

  await test.step('who moves it reads of the others and not of itself', async () => {
    await pressAt(arvid, arvid.getByRole('button', { name: 'Ändra tid eller plats' }), 'Enter');
    await expect(arvid.getByText(/Upptaget: .*10\.00–10\.30\. Du kan/)).toBeVisible();
    await take(arvid, 'room-taken-moving');
  });

  await test.step('a room that is removed cannot be picked, and stays where it is', async () => {
    await pressAt(alma, alma.getByRole('button', { name: `Ta bort: ${name}` }), 'Enter');
    await pressAt(alma, alma.getByRole('dialog').getByRole('button', { name: 'Ta bort' }), 'Enter');
    await expect(main(alma)).toContainText('Ni har inte lagt in några rum än.');
    await arvid.reload();
    await expect(main(arvid)).toContainText(place);
    await arvid.goto(new URL('/moten/nytt', arvid.url()).href);
    await expect(arvid.getByRole('textbox', { name: 'Plats' })).toBeVisible();
  });
});
