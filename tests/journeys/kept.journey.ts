import type { Page } from '@playwright/test';
import { item, meetingAt, press, propose, show, takeUp } from './at-meeting.js';
import { callMeeting, daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { notes } from './noting.js';
import { expire, logInAgain, logInAnew, logInAs, logOut } from './own-session.js';
import { chooseReceiver, fillInRequest, goTo, passFirstStep, rescue } from './requesting.js';
import { expectStored } from './stored.js';

const run = Date.now();
const [theirs, mine, title] = [`Kollegans ord ${run}`, `Mina egna ord ${run}`, `Halvfärdig fråga ${run}`];
const restored = 'Utkastet du började på finns kvar.';
const unsaved = /\/notes$/;

/** A meeting with an item of Ester's, in whose notes a colleague has written too. Gives Ester at those notes; `open` opens the product for her. */
async function withNotes(brita: Page, days: number, open: (path: string) => Promise<Page>): Promise<Page> {
  const meetingId = await meetingAt(brita, Date.parse(`${daysAhead(days)}T12:00:00Z`), { title: 'Vem skrev vad', also: [{ typed: 'Ester', name: /Ester Vaktin/ }] });
  const ester = await open(`/moten/${meetingId}?visa=dagordning`);
  await propose(ester, { title: 'Trapphuset' });
  await takeUp(brita, 'Trapphuset');
  await show(brita, 'Anteckningar');
  await notes(brita, 'Trapphuset').fill(theirs);
  await notes(brita, 'Trapphuset').blur();
  await expect(item(brita, 'Trapphuset')).toContainText('Sparat');
  await show(ester, 'Anteckningar');
  await expect(notes(ester, 'Trapphuset')).toHaveValue(theirs);
  return ester;
}

/** Types in the notes what cannot be saved. */
async function typeUnsaved(page: Page): Promise<void> {
  await page.route(unsaved, (route) => (route.request().method() === 'GET' ? route.fallback() : route.abort('connectionreset')));
  await notes(page, 'Trapphuset').fill(`${theirs}\n${mine}`);
  await expectStored(page, { holds: [mine], hides: [theirs] });
}

async function writeRequest(page: Page): Promise<void> {
  await goTo(page, '/forfragningar/ny');
  await passFirstStep(page);
  await chooseReceiver(page, rescue);
  await press(page, 'Nästa');
  await fillInRequest(page, { title, body: mine });
}

test('what was typed in notes stays in the browser until it is saved, without a word of what others wrote', async ({ enter }) => {
  const ester = await withNotes(await enter('brasam.kop'), 21, (path) => enter('est.frs', path));
  await typeUnsaved(ester);
  await ester.reload();
  await expect(notes(ester, 'Trapphuset')).toHaveValue(`${theirs}\n${mine}`);
  await ester.unroute(unsaved);
  await notes(ester, 'Trapphuset').blur();
  await expect(item(ester, 'Trapphuset')).toContainText('av Ester Vaktin');
  await expectStored(ester, { hides: [mine, theirs] });
});

test('a meeting is copied to a new one without its date, and a draft that was begun before is replaced only when one wants it', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const called = { date: daysAhead(12), starts: '13.15', ends: '14', place: 'Rådhuset', title: 'Trygghetsvandring', also: [{ typed: 'Ester', name: /Ester Vaktin/ }] };
  const meetingId = await callMeeting(brita, called);
  const box = (name: string) => brita.getByRole('textbox', { name });
  const copy = () => brita.getByRole('button', { name: 'Kopiera till ett nytt möte' }).press('Enter');

  await copy();
  await expect(box('Rubrik')).toHaveValue('Trygghetsvandring');
  await expect(brita.getByRole('button', { name: /Ta bort Ester Vaktin/ })).toBeVisible();
  expect([await box('Datum').inputValue(), await box('Börjar').inputValue(), await box('Slutar').inputValue(), await box('Plats').inputValue()]).toEqual(['', '13.15', '14.00', 'Rådhuset']);
  await box('Rubrik').fill('Trygghetsvandring i höst');

  await goTo(brita, `/moten/${meetingId}`);
  await copy();
  await brita.getByRole('dialog').getByRole('button', { name: 'Avbryt' }).press('Enter');
  await expect(brita.getByRole('dialog')).toHaveCount(0);
  await copy();
  await brita.getByRole('dialog').getByRole('button', { name: 'Ersätt utkastet' }).press('Enter');
  await expect(box('Rubrik')).toHaveValue('Trygghetsvandring');
  await box('Datum').fill(daysAhead(40));
  await brita.getByRole('button', { name: 'Skicka kallelsen' }).press('Enter');
  await expect(brita.getByRole('status').filter({ hasText: 'Mötet är kallat' })).toBeVisible();
});

test('a request stays in the browser until it is sent, and nothing of one after a logout', async ({ browser }) => {
  const brita = await logInAnew(browser, 'brasam.kop', '/');
  await writeRequest(brita);
  await expectStored(brita, { holds: [title, mine] });
  await press(brita, 'Nästa');
  await press(brita, 'Skicka förfrågan');
  await brita.waitForURL(/\/forfragningar\/[0-9a-f-]{36}$/);
  await expectStored(brita, { hides: [title, mine] });
  await writeRequest(brita);
  await expectStored(brita, { holds: [title] });
  await logOut(brita);
  await expectStored(brita, { hides: [title, mine, 'knutpunkt.kept'] });
  await brita.context().close();
});

test('a draft outlives an expired session for the one who typed it, and is gone when somebody else logs in there', async ({ browser }) => {
  const page = await logInAnew(browser, 'brasam.kop', '/');
  await writeRequest(page);
  await expire(page);
  await press(page, 'Nästa');
  await expect(page.getByText('Du har loggats ut').first()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Vad frågar ni om?' })).toHaveValue(mine);
  await page.getByRole('button', { name: 'Logga in igen' }).first().click();
  await logInAs(page, 'brasam.kop');
  await passFirstStep(page);
  await expect(page.getByText(restored)).toBeVisible();
  await press(page, 'Nästa');
  await expect(page.getByRole('textbox', { name: 'Rubrik' })).toHaveValue(title);

  for (const username of ['fritid.kop', 'brasam.kop']) {
    await expire(page);
    await page.reload();
    await logInAgain(page, username);
    await passFirstStep(page);
    await expect(page.getByText(restored)).toHaveCount(0);
    await expectStored(page, { hides: [title, mine] });
  }
  await page.context().close();
});

test('a page that is open when somebody else logs in beside it begins anew, and sends nothing as the other', async ({ enter, browser }) => {
  const ester = await withNotes(await enter('brasam.kop'), 22, (path) => logInAnew(browser, 'est.frs', path));
  await typeUnsaved(ester);
  await logOut(await openBeside(ester));
  await expect(ester.getByText('Du har loggats ut').first()).toBeVisible({ timeout: 20_000 });
  await ester.unroute(unsaved);
  const sent: string[] = [];
  ester.on('request', (request) => { if (request.method() !== 'GET') sent.push(`${request.method()} ${request.url()}`); });
  await notes(ester, 'Trapphuset').fill(`${theirs}\n${mine} till`);
  await notes(ester, 'Trapphuset').blur();

  const beside = await openBeside(ester);
  await beside.getByRole('button', { name: 'Logga in' }).click();
  await logInAs(beside, 'rektor.frs');
  await expect(ester.getByRole('heading', { level: 1 })).toHaveText('Sidan finns inte', { timeout: 40_000 });
  expect(sent).toEqual([]);
  await expectStored(ester, { hides: [mine, theirs] });
  await ester.context().close();
});

test('what was typed in notes that are not mine any more is forgotten', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const ester = await withNotes(brita, 23, (path) => enter('est.frs', path));
  await typeUnsaved(ester);
  await goTo(ester, '/moten');
  await expectStored(ester, { holds: [mine] });
  await show(brita, 'Mötet');
  await press(brita, 'Ta bort: Ester Vaktin');
  await press(brita.getByRole('dialog'), 'Ta bort');
  await expect(brita.getByRole('dialog')).toHaveCount(0);
  await expectStored(ester, { hides: [mine] });
});

/** The product in another tab of the same browser. */
async function openBeside(page: Page): Promise<Page> {
  const beside = await page.context().newPage();
  await beside.goto(new URL('/', page.url()).href);
  return beside;
}
