import type { Page } from '@playwright/test';
import { headings, hourFrom, item, meetingAt, press, propose, said, show, soon, takeUp } from './at-meeting.js';
import { expect, test } from './journey.js';
import { giveAction, lock, noteDecision, notes, notePresence } from './noting.js';
import { expectPaper } from './papers.js';

const group = 'Strategiskt Brå Köping';
const council = /^Kommunstyrelsen, Köpings kommun/;
const run = Date.now();
const [situation, fires, bus, schedule, planned] = ['Lägesbild', 'Anlagda bränder', 'Gemensam buss', 'Polisens schema', 'Planerad insats'];
const promise = `Ring föreningarna om vuxna ute ${run}`;
const decision = 'Två vuxna per kväll.';
const forOthers = 'Ej för er organisation';

test('five organisations share an agenda, meet, note, promise, and go on to the next meeting', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const begins = soon(20);
  const meetingId = await meetingAt(brita, begins, { group, title: 'Råd om vintern', also: [{ typed: 'Arvid', name: /Arvid Samverin/ }] });
  const agenda = `/moten/${meetingId}?visa=dagordning`;
  const [karin, torsten, rasmus, arvid] = await Promise.all(['kpol.vm', 'trygghet.bos', 'chef.rtm', 'brasam.arb'].map((name) => enter(name, agenda))) as [Page, Page, Page, Page];

  await test.step('participants propose, for all and for some', async () => {
    await propose(karin, { title: situation, minutes: '40', background: 'Kort om kvällarna.' });
    await propose(rasmus, { title: fires, minutes: '30' });
    await propose(arvid, { title: bus, minutes: '15' });
    await propose(karin, { title: schedule, minutes: '20', readers: { others: 'marked', authorities: [council] } });
    await propose(karin, { title: planned, minutes: '5', readers: { others: 'hidden', authorities: [council] } });
  });

  await test.step('the secretary takes up and declines, with a reason that the one who proposed sees', async () => {
    await takeUp(brita, planned, situation, schedule, fires);
    await press(item(brita, bus), 'Avböj …');
    await item(brita, bus).getByRole('textbox', { name: 'Skäl till att punkten avböjs' }).fill('Tas upp i våras.');
    await press(item(brita, bus), 'Avböj punkten');
    await expect(item(arvid, bus)).toContainText('Skäl: Tas upp i våras.');
  });

  await test.step('the secretary orders, and sees that it is too long', async () => {
    await expect(brita.getByText(/Planerat 95 min av mötets \d+ min\. Dagordningen är \d+ minuter för lång\./)).toBeVisible();
    await press(brita, `Flytta upp: ${schedule}`);
    await expect(headings(brita)).toHaveText([`§ 1 – ${planned}`, `§ 2 – ${schedule}`, `§ 3 – ${situation}`, `§ 4 – ${fires}`]);
  });

  await test.step('another organisation sees that there is an item that is not for it, and nothing of the hidden one', async () => {
    await expect(headings(torsten)).toHaveText([`§ 1 – ${forOthers}`, `§ 2 – ${situation}`, `§ 3 – ${fires}`]);
    await expect(torsten.getByText(/Planerat 70 min/)).toBeVisible();
    expect(await torsten.content()).not.toMatch(new RegExp(`${schedule}|${planned}`));
  });

  await test.step('the secretary looks through the eyes of another', async () => {
    const viewAs = brita.getByRole('combobox', { name: 'Visa som …' });
    await viewAs.selectOption({ label: await viewAs.getByRole('option', { name: /bostadsbolag/i }).innerText() });
    await expect(brita.getByText(/^Så ser .*bostadsbolag.* dagordningen$/i)).toBeVisible();
    await expect(headings(brita)).toHaveText([`§ 1 – ${forOthers}`, `§ 2 – ${situation}`, `§ 3 – ${fires}`]);
    await expect(brita.getByRole('button', { name: /Flytta|Ändra punkten|Föreslå/ })).toHaveCount(0);
    await viewAs.selectOption('');
  });

  await test.step('each has the papers that say what he may read', async () => {
    await expectPaper(torsten, 'Kallelse (PDF)', { holds: ['Kallelse – Strategiskt Brå Köping', 'Arvid Samverin'], hides: [situation, schedule, planned] });
    await expectPaper(torsten, 'Dagordning (PDF)', { holds: ['§ 1 – ej för er organisation', `§ 2 ${situation}`, `§ 3 ${fires}`], hides: [schedule, planned] });
    await expectPaper(karin, 'Dagordning (PDF)', { holds: [`§ 1 ${planned}`, `§ 2 ${schedule}`, `§ 3 ${situation}`], hides: ['ej för er organisation'] });
  });

  await test.step('who is present is noted with times, and a substitute', () => notePresence(brita, hourFrom(begins)));

  await test.step('two write notes in one item, and nothing is lost', async () => {
    await show(karin, 'Anteckningar');
    await notes(brita, situation).fill('Färre händelser vid stationen.');
    await notes(karin, situation).fill('Torsdagar är värst.');
    await notes(brita, situation).blur();
    await expect(item(brita, situation)).toContainText('Sparat');
    const both = karin.getByRole('dialog', { name: /Brita Samverin ändrade § 3 – Lägesbild/ });
    await expect(both).toContainText('Torsdagar är värst.');
    await expect(both).toContainText('Färre händelser vid stationen.');
    await press(both, 'Slå ihop');
    await expect(notes(brita, situation)).toHaveValue('Färre händelser vid stationen.\nTorsdagar är värst.');
  });

  await test.step('what it led to is noted: a decision, and something to do', async () => {
    await noteDecision(brita, situation, { text: decision, by: 'Rådet' });
    await giveAction(brita, situation, { text: promise, typed: 'Torsten', owner: /Torsten Bovall/ });
    await press(item(brita, fires), 'Bordlägg');
    await expect(item(brita, fires)).toContainText('Bordlagd');
  });
});
