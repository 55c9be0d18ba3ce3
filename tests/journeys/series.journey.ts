import { callMeeting, daysAhead, fillIn } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt, tabTo, typeAt } from './keys.js';
import { expectUsableOnEither } from './screen.js';
import { after, tuesdayAfter } from './series-dates.js';

test('a coordinator calls a series after seeing its dates, moves all of it and one of it, and cancels the rest', async ({ enter }) => {
  const first = tuesdayAfter(20);
  const brita = await enter('brasam.kop', '/moten/nytt');
  await fillIn(brita, { group: 'EST Köping', date: first, starts: '8.30', ends: '9.15', place: 'Polishuset', title: 'Veckans läge' });
  await brita.getByRole('checkbox', { name: 'Upprepa mötet' }).check();
  await expect(brita.getByText('Fyll i datum, tider och hur länge')).toBeVisible();
  await brita.getByRole('button', { name: 'Skicka kallelsen' }).click();
  await expect(brita.getByText('Till och med: Skriv ett datum.')).toBeVisible();
  await expect(brita.getByRole('combobox', { name: 'Hur ofta?' }).getByRole('option').first()).toHaveText('Varje vecka på tisdagar');
  await brita.getByRole('textbox', { name: 'Till och med' }).fill(after(first, 35));
  await brita.getByRole('checkbox', { name: 'Hoppa över helgdagar' }).uncheck();
  await expect(brita.getByText('Det blir 6 möten.')).toBeVisible();
  await brita.getByRole('button', { name: /^Ta bort tisdag/ }).nth(2).click();
  await expect(brita.getByText('Det blir 5 möten.')).toBeVisible();
  await expect(brita.getByText('1 tillfälle hoppas över.')).toBeVisible();
  await expectUsableOnEither(brita, 'Nytt möte, repeated');
  await brita.getByRole('button', { name: 'Skicka kallelsen' }).click();
  await brita.waitForURL(/\/serier\/[0-9a-f-]{36}$/);
  const dates = brita.getByRole('main').getByRole('listitem');
  await expect(dates).toHaveCount(5);
  await expect(dates.first()).toContainText('08.30–09.15');
  await expectUsableOnEither(brita, 'Serie');
  await brita.getByRole('button', { name: 'Varför ser jag detta?' }).click();
  await expect(dates.last()).toContainText('Du är med i gruppen EST Köping som sekreterare.');
  await expectUsableOnEither(brita, 'Serie, why it is seen');
  await brita.getByRole('button', { name: 'Varför ser jag detta?' }).click();

  await dates.nth(1).getByRole('link').click();
  await expect(brita.getByText('Möte 2 av 5 i en serie: varje vecka på tisdagar.')).toBeVisible();
  await brita.getByRole('button', { name: 'Ändra tid eller plats' }).click();
  await brita.getByRole('radio', { name: 'Alla som återstår' }).check();
  await expectUsableOnEither(brita, 'Mötet, moving its series');
  await brita.getByRole('textbox', { name: 'Börjar' }).fill('9');
  await brita.getByRole('textbox', { name: 'Slutar' }).fill('9.45');
  await brita.getByRole('button', { name: 'Spara' }).click();
  await expect(brita.getByRole('heading', { level: 1 }).locator('..')).toContainText('09.00–09.45');
  await brita.getByRole('button', { name: 'Ändra tid eller plats' }).click();
  await expect(brita.getByRole('radio', { name: 'Bara detta möte' })).toBeChecked();
  await brita.getByRole('textbox', { name: 'Börjar' }).fill('13');
  await brita.getByRole('textbox', { name: 'Slutar' }).fill('14');
  await brita.getByRole('button', { name: 'Spara' }).click();
  await expect(brita.getByRole('heading', { level: 1 }).locator('..')).toContainText('13.00–14.00');
  await brita.getByRole('link', { name: 'Visa serien' }).click();
  await expect(dates.nth(1)).toContainText('Flyttat för sig');
  await expect(dates.nth(4)).toContainText('09.00–09.45');

  await dates.nth(3).getByRole('link').click();
  await brita.getByRole('button', { name: 'Ställ in mötet' }).click();
  const dialog = brita.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Detta och de följande' }).check();
  await expectUsableOnEither(brita, 'asked which of a series to cancel');
  await dialog.getByRole('button', { name: 'Ställ in detta och de följande' }).click();
  await expect(brita.getByText('Mötet är inställt').first()).toBeVisible();
  await brita.getByRole('link', { name: 'Visa serien' }).click();
  await expect(brita.getByText('Inställt')).toHaveCount(2);

  const kpol = await enter('kpol.vm', `/serier/${brita.url().slice(-36)}`);
  await expect(kpol.getByRole('main').getByRole('listitem')).toHaveCount(5);
  await expect(kpol.getByRole('heading', { level: 1 })).toHaveText('Serie: EST Köping');
  const stranger = await enter('brasam.arb', `/serier/${brita.url().slice(-36)}`);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Sidan finns inte');
});

test('a series is called with the keyboard alone', async ({ enter }) => {
  const brita = await enter('brasam.kop', '/moten/nytt');
  await tabTo(brita, brita.getByRole('combobox', { name: 'Grupp', exact: true }));
  await brita.keyboard.type('Unggruppen');
  await typeAt(brita, brita.getByRole('textbox', { name: 'Datum' }), tuesdayAfter(40));
  await typeAt(brita, brita.getByRole('textbox', { name: 'Börjar' }), '10');
  await typeAt(brita, brita.getByRole('textbox', { name: 'Slutar' }), '11');
  await pressAt(brita, brita.getByRole('checkbox', { name: 'Upprepa mötet' }), 'Space');
  await tabTo(brita, brita.getByRole('radio', { name: 'Till ett datum' }));
  await brita.keyboard.press('ArrowDown');
  await typeAt(brita, brita.getByRole('textbox', { name: 'Antal gånger' }), '3');
  await expect(brita.getByText('Det blir 3 möten.')).toBeVisible();
  await pressAt(brita, brita.getByRole('button', { name: 'Skicka kallelsen' }), 'Enter');
  await brita.waitForURL(/\/serier\/[0-9a-f-]{36}$/);
  await expect(brita.getByRole('main').getByRole('listitem')).toHaveCount(3);
});

test('a meeting that is no part of a series is moved and cancelled as before', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  await callMeeting(brita, { group: 'Unggruppen Köping', date: daysAhead(12), starts: '10', ends: '11', title: 'Ensamt möte' });
  await brita.getByRole('button', { name: 'Ändra tid eller plats' }).click();
  await expect(brita.getByRole('textbox', { name: 'Datum' })).toBeVisible();
  await expect(brita.getByText('Vilka möten gäller det?')).toHaveCount(0);
});
