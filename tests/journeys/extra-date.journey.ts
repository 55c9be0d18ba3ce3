import { fillIn } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt, typeAt } from './keys.js';
import { expectUsableOnEither } from './screen.js';
import { after, tuesdayAfter } from './series-dates.js';

// Early by its name: those who are called here get their mails one by one again when the last journeys look at theirs.
test('a coordinator puts one more date into a series, without a mouse', async ({ enter }) => {
  const first = tuesdayAfter(20);
  const brita = await enter('brasam.kop', '/moten/nytt');
  await fillIn(brita, { group: 'EST Köping', date: first, starts: '8.30', ends: '9.15', place: 'Polishuset' });
  await brita.getByRole('checkbox', { name: 'Upprepa mötet' }).check();
  await brita.getByRole('textbox', { name: 'Till och med' }).fill(after(first, 14));
  await brita.getByRole('checkbox', { name: 'Hoppa över helgdagar' }).uncheck();
  await expect(brita.getByText('Det blir 3 möten.')).toBeVisible();
  const extra = brita.getByRole('textbox', { name: 'Ett datum till' });
  const add = brita.getByRole('button', { name: 'Lägg till datumet' });
  await extra.fill('snart');
  await pressAt(brita, add, 'Enter');
  await expect(brita.getByText('Datumet går inte att läsa.')).toBeVisible();
  await extra.fill(after(first, 16));
  await pressAt(brita, add, 'Enter');
  await expect(brita.getByText('Det blir 4 möten.')).toBeVisible();
  await expect(extra).toBeFocused();
  await expect(brita.getByRole('listitem').filter({ hasText: 'tillagt' })).toContainText('torsdag');
  await expectUsableOnEither(brita, 'Nytt möte, one more date');
  await brita.getByRole('button', { name: /^Ta bort torsdag/ }).click();
  await expect(brita.getByText('Det blir 3 möten.')).toBeVisible();
  await extra.fill(after(first, 16));
  await pressAt(brita, add, 'Enter');
  await brita.getByRole('button', { name: 'Skicka kallelsen' }).click();
  await brita.waitForURL(/\/serier\/[0-9a-f-]{36}$/);

  await expect(brita.getByRole('main').getByRole('listitem')).toHaveCount(4);
  await expect(brita.getByRole('main').getByRole('listitem').last()).toContainText('torsdag');

  await test.step('and one more when it has been called', async () => {
    const one = brita.getByRole('region', { name: 'Lägg till ett datum' });
    const put = one.getByRole('button', { name: 'Lägg till', exact: true });
    const send = brita.getByRole('dialog').getByRole('button', { name: 'Skicka kallelsen' });
    await pressAt(brita, put, 'Enter');
    await expect(one.getByText('Skriv ett datum')).toBeVisible();
    await typeAt(brita, one.getByRole('textbox', { name: 'Datum' }), first);
    await pressAt(brita, put, 'Enter');
    await pressAt(brita, send, 'Enter');
    await expect(one.getByText('Serien har redan ett möte den dagen.').first()).toBeVisible();
    await one.getByRole('textbox', { name: 'Datum' }).fill(after(first, 9));
    await brita.route('**/dates', (route) => route.fulfill({ status: 503 }));
    await pressAt(brita, put, 'Enter');
    await pressAt(brita, send, 'Enter');
    await expect(brita.getByRole('dialog').getByText('En del av Knutpunkt går inte att nå just nu')).toBeVisible();
    await brita.unroute('**/dates');
    await brita.getByRole('dialog').getByRole('button', { name: 'Avbryt' }).click();
    await pressAt(brita, put, 'Enter');
    await expect(brita.getByRole('dialog')).toContainText('torsdag');
    await expect(brita.getByRole('dialog').getByText('En del av Knutpunkt går inte att nå just nu')).toHaveCount(0);
    await pressAt(brita, brita.getByRole('dialog').getByRole('button', { name: 'Avbryt' }), 'Enter');
    await one.getByRole('textbox', { name: 'Datum' }).fill(after(first, 9));
    await pressAt(brita, put, 'Enter');
    await expect(brita.getByRole('dialog')).toContainText('torsdag');
    await expectUsableOnEither(brita, 'one more date in a series, asked');
    await pressAt(brita, send, 'Enter');
    await expect(brita.getByRole('main').getByRole('listitem')).toHaveCount(5);
    await expectUsableOnEither(brita, 'a series with one more date');
  });
});
