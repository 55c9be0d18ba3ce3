import type { Page } from '@playwright/test';
import { daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt, typeAt } from './keys.js';
import { expectUsableOnEither } from './screen.js';

const part = (page: Page, name: string) => page.getByRole('region', { name });

async function take(page: Page, name: string): Promise<void> {
  await expectUsableOnEither(page, name);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: test.info().outputPath(`${name}-${width}.png`), fullPage: true });
  }
}

test('one says when one works and is away, without a mouse, and others see that one is busy then', async ({ enter }) => {
  const kalle = await enter('fc-kf.kop', '/konto');
  await pressAt(kalle, kalle.getByRole('link', { name: 'Ange när du arbetar och är borta' }), 'Enter');
  await expect(kalle.getByRole('heading', { level: 1, name: 'Mina kalendrar och tillgänglighet' })).toBeFocused();
  const [hours, away] = [part(kalle, 'Arbetstider'), part(kalle, 'Frånvaro')];
  await take(kalle, 'nothing-stated');

  await test.step('office hours; what is wrong stands at its field, and what was typed stays', async () => {
    await pressAt(kalle, hours.getByRole('button', { name: 'Ange arbetstider' }), 'Enter');
    const friday = hours.getByRole('group', { name: 'Fredag' });
    await friday.getByLabel('Slutar').fill('7');
    await pressAt(kalle, hours.getByRole('button', { name: 'Spara arbetstiderna' }), 'Enter');
    await expect(hours.getByRole('link', { name: 'Fredag, slutar: Dagen slutar innan den börjar. Ändra någon av tiderna.' })).toBeVisible();
    await take(kalle, 'hours-refused');
    await friday.getByLabel('Slutar').fill('12');
    await pressAt(kalle, hours.getByRole('button', { name: 'Spara arbetstiderna' }), 'Enter');
    await expect(hours.getByRole('listitem')).toHaveText(['Måndag 08.00–17.00', 'Tisdag 08.00–17.00', 'Onsdag 08.00–17.00', 'Torsdag 08.00–17.00', 'Fredag 08.00–12.00']);
  });

  await test.step('an absence of whole days', async () => {
    await pressAt(kalle, away.getByRole('button', { name: 'Lägg till', exact: true }), 'Enter');
    await expect(away.getByRole('link', { name: 'Från och med: Skriv ett datum.' })).toBeVisible();
    await typeAt(kalle, away.getByRole('textbox', { name: 'Från och med' }), daysAhead(1));
    await typeAt(kalle, away.getByRole('textbox', { name: 'Till och med' }), daysAhead(40));
    await pressAt(kalle, away.getByRole('button', { name: 'Lägg till', exact: true }), 'Enter');
    await expect(away.getByRole('listitem')).toHaveCount(1);
    await take(kalle, 'stated');
  });

  await test.step('is busy to whoever looks for a time, and reads who did', async () => {
    const brita = await enter('brasam.kop', '/moten/hitta-tid');
    await brita.getByRole('combobox', { name: /Personer/ }).fill('Kalle');
    await brita.getByRole('option', { name: /Kalle Kulturin/ }).click();
    await brita.getByRole('combobox', { name: 'Vilka måste kunna?' }).selectOption('Alla');
    await brita.getByRole('button', { name: 'Visa tider' }).click();
    await expect(brita.getByText('Ingen tid passar.')).toBeVisible();
    await kalle.reload();
    await expect(part(kalle, 'Vem har frågat om min tid?')).toContainText('Brita Samverin');
  });

  await test.step('and takes it back', async () => {
    await pressAt(kalle, away.getByRole('button', { name: /^Ta bort frånvaron/ }), 'Enter');
    await expect(away.getByText('Du har ingen frånvaro inlagd.')).toBeVisible();
    await pressAt(kalle, hours.getByRole('button', { name: 'Ta bort arbetstiderna' }), 'Enter');
    await expect(hours.getByText('Du har inte angett några arbetstider.')).toBeVisible();
  });
});

test('one connects a calendar by its address or a file, is told what is wrong with it, and removes it', async ({ enter }) => {
  const page = await enter('fc-kf.kop', '/mina-kalendrar');
  const calendars = part(page, 'Kalendrar som räknas');
  const connect = async (address: string): Promise<void> => {
    await calendars.getByRole('textbox', { name: 'Kalenderns hemliga adress' }).fill(address);
    await pressAt(page, calendars.getByRole('button', { name: 'Anslut kalendern' }), 'Enter');
  };
  await pressAt(page, calendars.getByRole('button', { name: 'Anslut kalendern' }), 'Enter');
  await expect(calendars.getByRole('link', { name: /Skriv kalenderns adress/ })).toBeVisible();
  await connect('https://127.0.0.1/hemlig.ics');
  await expect(calendars.getByRole('link', { name: /Skriv kalenderns hela adress på internet/ })).toBeVisible();
  await expect(calendars.getByRole('textbox', { name: 'Kalenderns hemliga adress' })).toHaveValue('https://127.0.0.1/hemlig.ics');
  await take(page, 'calendar-refused');

  await test.step('one that leads nowhere is told in plain words, and never shows its address', async () => {
    await connect('webcal://kalender.invalid/hemlig.ics');
    await expect(calendars.getByText(/Sedan .+ Servern svarar inte\. Vi försöker igen av oss själva\./)).toBeVisible();
    await take(page, 'calendar-failing');
    await expect(calendars.getByText('kalender.invalid')).toBeVisible();
    expect(await page.content()).not.toContain('hemlig.ics');
  });

  await test.step('a file is read', async () => {
    const file = (text: string) => ({ name: 'upptagen.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) });
    const field = calendars.getByLabel('Eller en fil');
    await field.setInputFiles(file('Räksmörgås'));
    await pressAt(page, calendars.getByRole('button', { name: 'Läs in filen' }), 'Enter');
    await expect(calendars.getByRole('link', { name: /Filen är ingen kalender som går att läsa/ })).toBeVisible();
    await field.setInputFiles(file('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20270112T080000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR'));
    await pressAt(page, calendars.getByRole('button', { name: 'Läs in filen' }), 'Enter');
    await expect(calendars.getByText(/^Gäller till/)).toBeVisible();
    await take(page, 'calendars-connected');
  });

  for (const left of [1, 0]) {
    await pressAt(page, calendars.getByRole('button', { name: /^Ta bort kalender/ }).first(), 'Enter');
    await expect(calendars.getByRole('button', { name: /^Ta bort kalender/ })).toHaveCount(left);
  }
});
