import { fillIn } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt, tabTo } from './keys.js';
import { expectUsableOnEither } from './screen.js';
import { after, tuesdayAfter } from './series-dates.js';

// Early by its name: those who are called here get their mails one by one again when the last journeys look at theirs.
test('a coordinator moves the rest of a series to another day of the week, after seeing which meetings are moved and which stay', async ({ enter }) => {
  const first = tuesdayAfter(30);
  const brita = await enter('brasam.kop', '/moten/nytt');
  await fillIn(brita, { group: 'EST Köping', date: first, starts: '8.30', ends: '9.15', place: 'Polishuset' });
  await brita.getByRole('checkbox', { name: 'Upprepa mötet' }).check();
  await brita.getByRole('textbox', { name: 'Till och med' }).fill(after(first, 21));
  await brita.getByRole('checkbox', { name: 'Hoppa över helgdagar' }).uncheck();
  await brita.getByRole('textbox', { name: 'Ett datum till' }).fill(after(first, 16));
  await brita.getByRole('button', { name: 'Lägg till datumet' }).click();
  await expect(brita.getByText('Det blir 5 möten.')).toBeVisible();
  await brita.getByRole('button', { name: 'Skicka kallelsen' }).click();
  await brita.waitForURL(/\/serier\/[0-9a-f-]{36}$/);
  const dates = brita.getByRole('main').getByRole('listitem');
  const series = brita.url();
  await dates.nth(1).getByRole('link').click();

  await brita.getByRole('button', { name: 'Ändra tid eller plats' }).click();
  await brita.getByRole('radio', { name: 'Detta och de följande' }).check();
  const weekday = brita.getByRole('combobox', { name: 'Veckodag' });
  await tabTo(brita, weekday);
  await brita.keyboard.type('To');
  await expect(weekday.locator('option:checked')).toHaveText('Torsdag');
  await expect(brita.getByText('2 möten flyttas.')).toBeVisible();
  await expect(brita.getByText('2 möten står kvar.')).toBeVisible();
  await expect(brita.getByText(/^tisdag .* står kvar: serien har redan ett möte torsdag /)).toBeVisible();
  await expect(brita.getByText(/^torsdag .* står kvar: det är redan den veckodagen\.$/)).toBeVisible();
  await expectUsableOnEither(brita, 'Mötet, moving its series to another weekday');

  await test.step('a day that moves nothing is refused beside the field, with what was chosen kept', async () => {
    await weekday.selectOption('Tisdag');
    await expect(brita.getByText('Inget möte flyttas.')).toBeVisible();
    await pressAt(brita, brita.getByRole('button', { name: 'Spara' }), 'Enter');
    await expect(brita.getByText('Inget möte kan flyttas dit. Välj en annan dag.').first()).toBeVisible();
    await expect(weekday.locator('option:checked')).toHaveText('Tisdag');
    await weekday.selectOption('Torsdag');
  });

  await brita.getByRole('textbox', { name: 'Börjar' }).fill('9');
  await brita.getByRole('textbox', { name: 'Slutar' }).fill('9.45');
  await expect(brita.getByText(/^tisdag .* flyttas till torsdag .* kl\. 09\.00–09\.45/).first()).toBeVisible();
  await expect(brita.getByText('Det du ändrar i övrigt gäller också möten som står kvar')).toBeVisible();
  await pressAt(brita, brita.getByRole('button', { name: 'Flytta 2 möten' }), 'Enter');
  await expect(brita.getByRole('heading', { level: 1 }).locator('..')).toContainText(/torsdag .*09\.00–09\.45/);
  await expect(brita.getByText('Möte 2 av 5 i en serie: varje vecka på torsdagar.')).toBeVisible();

  await brita.goto(series);
  await expect(brita.getByText(/^Varje vecka på torsdagar\. Före tisdag .*: varje vecka på tisdagar\.$/)).toBeVisible();
  await expect(dates.nth(0)).toContainText('tisdag');
  for (const at of [1, 3, 4]) await expect(dates.nth(at)).toContainText('torsdag');
  await expectUsableOnEither(brita, 'Serie on two weekdays');
  await dates.nth(0).getByRole('link').click();
  await expect(brita.getByText('Möte 1 av 5 i en serie: varje vecka på tisdagar.')).toBeVisible();
});
