import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { show } from './at-meeting.js';
import { daysAhead, fillIn } from './calling.js';
import { expect, test } from './journey.js';

const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

/** Takes the picture of what the page shows now, in the main screens' sizes that are asked for. */
async function picture(page: Page, name: string, sizes: readonly { width: number; height: number }[]): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.mouse.move(0, 0);
    await expect(page.getByText('Hämtar…')).toHaveCount(0);
    await page.evaluate(async () => { window.scrollTo(0, 0); await document.fonts.ready; });
    await page.screenshot({ path: `${folder}${name}-${size.width}.png`, animations: 'disabled', caret: 'hide' });
  }
}

test('the main screens, as the coordinator in Köping sees them', async ({ enter }) => {
  test.setTimeout(180_000);
  const brita = await enter('brasam.kop');
  await expect(brita.getByRole('listitem').first()).toBeVisible();
  await picture(brita, 'min-dag', [wide, phone]);
  await brita.goto(new URL('/grupper', brita.url()).href);
  await brita.getByRole('link', { name: 'Unggruppen Köping' }).click();
  await brita.getByRole('link', { name: 'Läget inför helgen' }).click();
  await expect(brita.getByRole('heading', { name: 'Deltagare och svar' })).toBeVisible();
  await picture(brita, 'motet', [wide, phone]);
  for (const [part, sizes] of [['Dagordning', [wide, phone]], ['Anteckningar', [wide]]] as const) {
    await show(brita, part);
    await expect(brita.locator('ol.items > li').first()).toBeVisible();
    await picture(brita, part.toLowerCase(), sizes);
  }
  await brita.setViewportSize(wide);
  await brita.goto(new URL('/moten?visa=kalender', brita.url()).href);
  await expect(brita.locator('.calendar a[href^="/moten/"], .calendar [role="link"]').first()).toBeVisible();
  await picture(brita, 'moten-kalender', [wide]);
  await brita.goto(new URL('/moten/nytt', brita.url()).href);
  await fillIn(brita, { group: 'Unggruppen Köping', also: [{ typed: 'Ester', name: /Ester Vaktin/ }], date: daysAhead(16), starts: '13.30', ends: '15', place: 'Kulturhuset i Köping, rum 2', title: 'Inför lovet', about: 'Vem är ute när?' });
  await picture(brita, 'nytt-mote', [wide, phone]);
  await brita.goto(new URL('/grupper', brita.url()).href);
  await brita.getByRole('link', { name: 'Unggruppen Köping' }).click();
  await expect(brita.getByRole('heading', { level: 1 })).toHaveText('Unggruppen Köping');
  await picture(brita, 'gruppen', [wide]);
  await brita.goto(new URL('/forfragningar/ny', brita.url()).href);
  await picture(brita, 'ny-forfragan', [phone]);
  const karin = await enter('kpol.vm', '/aviseringar');
  await picture(karin, 'aviseringar', [wide]);
});
