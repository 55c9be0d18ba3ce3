import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt, tabTo, typeAt } from './keys.js';
import { expectUsable } from './screen.js';
import { expectStored } from './stored.js';

const main = (page: Page) => page.getByRole('main');
const part = (page: Page, name: string) => page.getByRole('region', { name });
const at = (page: Page, search = ''): Promise<unknown> => page.goto(new URL(`${new URL(page.url()).pathname}${search}`, page.url()).href);
const decisionFor = (page: Page, of: RegExp): Locator => page.getByRole('combobox', { name: of });

/** Each organisation has one review at a time, so that the two sizes review each its own. Who leaves and who gets less sits in no other journey. */
const reviewers = { desktop: { admin: 'admin.kop', group: 'Strategiskt Brå Köping' }, phone: { admin: 'admin.lst', group: 'LänsBrå Västmanland' } } as const;

/** Chooses from a list with the keyboard alone, so many steps down. */
async function choose(page: Page, where: Locator, steps: number, chosen: string): Promise<void> {
  await tabTo(page, where);
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown');
  await expect(where).toHaveValue(chosen);
}

test('an administrator opens a review, keeps, changes and removes with a reason, and reads the report, without a mouse', async ({ enter }, { project }) => {
  test.setTimeout(240_000);
  const { admin, group } = reviewers[project.name as keyof typeof reviewers];
  const page = await enter(admin, '/administration');

  await test.step('it is opened with a last day that leaves time', async () => {
    await pressAt(page, page.getByRole('link', { name: 'Åtkomstöversyn' }), 'Enter');
    await expect(page.getByText('Ni har inte gjort någon översyn än.')).toBeVisible();
    await expectUsable(page, 'reviews, none');
    const lastDay = page.getByRole('textbox', { name: 'Sista dag' });
    await tabTo(page, lastDay);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(daysAhead(3));
    await pressAt(page, page.getByRole('button', { name: 'Starta översynen' }), 'Enter');
    await expect(page.getByRole('heading', { name: 'Rätta detta innan du kan fortsätta:' })).toBeFocused();
    await expectUsable(page, 'a last day too near');
    await tabTo(page, lastDay);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(daysAhead(60));
    await pressAt(page, page.getByRole('button', { name: 'Starta översynen' }), 'Enter');
    await expect(main(page)).toContainText(/0 av \d+ granskade, sista dag/);
    await expectUsable(page, 'a review, nothing decided');
    await page.screenshot({ path: `test-results/review-${project.name}.png`, fullPage: true });
  });

  const inGroup = decisionFor(page, new RegExp(` i ${group}$`));
  const [first, second, last] = [inGroup.first(), inGroup.nth(1), inGroup.last()];

  await test.step('several are chosen, and what is missing is asked for before anything is sent', async () => {
    await choose(page, first, 1, 'keep');
    await choose(page, second, 2, 'change');
    await choose(page, last, 3, 'remove');
    await expect(part(page, 'Dina val')).toContainText('1 plats behålls.');
    await pressAt(page, page.getByRole('button', { name: 'Bekräfta 3 valda' }), 'Enter');
    await expect(page.getByRole('heading', { name: 'Rätta detta innan du kan fortsätta:' })).toBeFocused();
    await expectUsable(page, 'choices without a reason');
    await page.screenshot({ path: `test-results/review-choices-${project.name}.png`, fullPage: true });
    await typeAt(page, part(page, 'Dina val').getByRole('textbox', { name: 'Nytt sista datum (frivilligt)' }), daysAhead(200));
    for (const [nth, reason] of ['Uppdraget går ut.', 'Har bytt arbete.'].entries()) await typeAt(page, part(page, 'Dina val').getByRole('textbox', { name: 'Skäl' }).nth(nth), reason);
    await expectUsable(page, 'choices with reasons');
  });

  await test.step('what is chosen is there after one has been elsewhere, and nothing of whose seats they are is kept', async () => {
    await expectStored(page, { holds: ['Har bytt arbete.'], hides: ['Behörin', group] });
    await page.goto(new URL('/administration', page.url()).href);
    await part(page, 'Pågår nu').getByRole('link', { name: 'Åtkomstöversyn' }).click();
    await expect(page.getByRole('button', { name: 'Bekräfta 3 valda' })).toBeVisible();
    await expect(part(page, 'Dina val').getByRole('textbox', { name: 'Skäl' }).nth(1)).toHaveValue('Har bytt arbete.');
    await expectUsable(page, 'choices after one has been elsewhere');
  });

  await test.step('confirmed, they are counted and no longer left', async () => {
    await pressAt(page, page.getByRole('button', { name: 'Bekräfta 3 valda' }), 'Enter');
    await expect(main(page)).toContainText(/3 av \d+ granskade/);
    await expect(part(page, 'Dina val')).toHaveCount(0);
    await expect(page.getByText('3 beslut är sparade.')).toBeVisible();
    await expectStored(page, { hides: ['Har bytt arbete.'] });
    await expectUsable(page, 'decided in part');
  });

  await test.step('the filters show all, and what is new since the last review', async () => {
    await choose(page, page.getByRole('combobox', { name: 'Visa' }), 1, 'alla');
    await expect(part(page, 'Platser')).toContainText('Ta bort');
    await expectUsable(page, 'all seats');
    await at(page, '?visa=borta');
    await expect(page.getByText('Inga platser passar urvalet.')).toBeVisible();
    await at(page, '?visa=nytt');
    await expect(page.getByRole('combobox', { name: /^Beslut för / }).first()).toBeVisible();
  });

  await test.step('the report tells who decided what, and why, on the screen and as a file', async () => {
    await at(page, '?del=rapport');
    await expect(part(page, 'Borttagna')).toContainText('Skäl: Har bytt arbete.');
    await expect(part(page, 'Ändrade')).toContainText('Skäl: Uppdraget går ut.');
    await expect(part(page, 'Borttagna')).toContainText(/Behörin/);
    await expectUsable(page, 'the report so far');
    await page.screenshot({ path: `test-results/review-report-${project.name}.png`, fullPage: true });
    const saved = page.waitForEvent('download');
    await pressAt(page, page.getByRole('button', { name: 'Spara som CSV-fil' }), 'Enter');
    const rows = (await readFile((await (await saved).path())!, 'utf8')).split('\r\n');
    expect(rows[0]).toContain('"Organisation";"Person";"Befattning";"Grupp"');
    expect(rows.find((row) => row.includes('Har bytt arbete.'))).toContain('"Ta bort"');
  });

  await test.step('and Administration leads to what goes on, also in English', async () => {
    await page.goto(new URL('/administration', page.url()).href);
    await expect(part(page, 'Pågår nu')).toContainText(/3 av \d+ granskade/);
    await page.getByRole('button', { name: 'English' }).click();
    await part(page, 'Under way').getByRole('link', { name: 'Access review' }).click();
    await expect(main(page)).toContainText(/3 of \d+ reviewed, last day/);
    await expectUsable(page, 'a review in English');
    await page.getByRole('button', { name: 'Svenska' }).click();
  });
});

test('a review is not there for those who administer nothing', async ({ enter }) => {
  const rut = await enter('rektor.kop', '/administration/oversyner');
  await expect(rut.getByRole('heading', { level: 1 })).toHaveText('Sidan finns inte');
});
