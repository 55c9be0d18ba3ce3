import type { Page } from '@playwright/test';
import { item, meetingAt, propose, show, takeUp } from './at-meeting.js';
import { daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { giveAction, noteDecision, notes } from './noting.js';
import { goTo, receive, rescue, sendRequest, writeStep } from './requesting.js';

const mark = `hemligt${Date.now()}`;
const marked = (text: string): string => `${text} ${mark}`;

/** Everything that a page writes into its address or its history, or asks for by an address. */
async function addressesOf(page: Page): Promise<string[]> {
  const written: string[] = [];
  await page.exposeFunction('addressWritten', (text: string) => void written.push(text));
  await page.addInitScript(() => {
    const tell = (text: string): void => (window as unknown as { addressWritten: (text: string) => void }).addressWritten(text);
    for (const name of ['pushState', 'replaceState'] as const) {
      const original = history[name].bind(history);
      history[name] = (state, unused, url) => {
        tell(`${JSON.stringify(state)} ${String(url ?? '')}`);
        original(state, unused, url);
      };
    }
  });
  page.on('framenavigated', (frame) => written.push(frame.url()));
  page.on('request', (request) => written.push(request.url()));
  await page.reload();
  return written;
}

async function holdMeeting(brita: Page): Promise<void> {
  await meetingAt(brita, Date.parse(`${daysAhead(24)}T12:00:00Z`), { title: marked('Möte'), also: [{ typed: 'Ester', name: /Ester Vaktin/ }] });
  await propose(brita, { title: marked('Punkt'), background: marked('Bakgrund') });
  await takeUp(brita, marked('Punkt'));
  await show(brita, 'Anteckningar');
  await notes(brita, marked('Punkt')).fill(marked('Anteckning'));
  await notes(brita, marked('Punkt')).blur();
  await expect(item(brita, marked('Punkt'))).toContainText('Sparat');
  await noteDecision(brita, marked('Punkt'), { text: marked('Beslut'), by: 'Gruppen' });
  await giveAction(brita, marked('Punkt'), { text: marked('Åtgärd'), typed: 'Brita', owner: /Brita Samverin/ });
}

test('no word that was typed for somebody comes into an address or the history of a browser', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const rasmus = await enter('chef.rtm');
  const written = await Promise.all([brita, rasmus].map(addressesOf));
  await holdMeeting(brita);
  await goTo(brita, '/forfragningar/ny');
  const path = await sendRequest(brita, { receiver: rescue, title: marked('Förfrågan'), body: marked('Vad frågas') });
  await goTo(rasmus, '/forfragningar');
  await rasmus.getByRole('link', { name: marked('Förfrågan') }).click();
  await receive(rasmus);
  await rasmus.getByRole('textbox', { name: 'Anteckningar' }).fill(marked('Eget'));
  await rasmus.getByRole('textbox', { name: 'Anteckningar' }).blur();
  await writeStep(rasmus, { open: 'Avböj', field: 'Varför avböjer ni?', text: marked('Skäl'), send: 'Avböj förfrågan' });
  await expect(brita.getByText(marked('Skäl'))).toBeVisible();
  for (const place of ['Min dag', 'Möten', 'Åtgärder', 'Förfrågningar', 'Aviseringar']) {
    await brita.getByRole('link', { name: new RegExp(`^${place}`) }).first().click();
    await expect(brita.getByRole('heading', { level: 1, name: place })).toBeVisible();
  }
  const all = written.flat();
  expect(all.filter((one) => one.includes(path)).length).toBeGreaterThan(0);
  expect(all.filter((one) => /^\{.*\} /.test(one)).length).toBeGreaterThan(5);
  expect(all.filter((one) => decodeURIComponent(one.replaceAll('+', ' ')).includes(mark))).toEqual([]);
});
