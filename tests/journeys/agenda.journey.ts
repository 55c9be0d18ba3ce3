import type { Page } from '@playwright/test';
import { headings, hourFrom, item, meetingAt, press, propose, show, soon, takeUp } from './at-meeting.js';
import { expect, test } from './journey.js';
import { correct, giveAction, lock, noteDecision, notes, notePresence } from './noting.js';
import { expectPaper } from './papers.js';
import { handOver, takeOverAndDo } from './promises.js';

const group = 'LänsBrå Västmanland';
const county = /länsstyrelsen/i;
const run = Date.now();
const [situation, fires, bus, schedule, planned] = ['Lägesbild', 'Anlagda bränder', 'Gemensam buss', 'Polisens schema', 'Planerad insats'];
const promise = `Ring föreningarna om vuxna ute ${run}`;
const decision = 'Två vuxna per kväll.';
const forOthers = 'Ej för er organisation';

test('five organisations share an agenda, meet, note, promise, and go on to the next meeting', async ({ enter }) => {
  const lena = await enter('lst.bra');
  const begins = soon(15);
  const meetingId = await meetingAt(lena, begins, { group, title: 'Länets vinter' });
  await meetingAt(lena, begins + 60_000, { group, title: 'Länets vår' });
  const next = lena.url();
  await lena.goto(new URL(`/moten/${meetingId}?visa=dagordning`, next).href);
  const agenda = `/moten/${meetingId}?visa=dagordning`;
  const [karin, arvid, berit, brita] = await Promise.all(['kpol.vm', 'brasam.arb', 'bered.vmk', 'brasam.kop'].map((name) => enter(name, agenda))) as [Page, Page, Page, Page];

  await test.step('participants propose, for all and for some', async () => {
    await propose(karin, { title: situation, minutes: '40', background: 'Kort om kvällarna.' });
    await propose(berit, { title: fires, minutes: '30' });
    await propose(brita, { title: bus, minutes: '15' });
    await propose(karin, { title: schedule, minutes: '20', readers: { others: 'marked', authorities: [county] } });
    await propose(karin, { title: planned, minutes: '5', readers: { others: 'hidden', authorities: [county] } });
  });

  await test.step('the secretary takes up and declines, with a reason that the one who proposed sees', async () => {
    await takeUp(lena, planned, situation, schedule, fires);
    await press(item(lena, bus), 'Avböj …');
    await item(lena, bus).getByRole('textbox', { name: 'Skäl till att punkten avböjs' }).fill('Tas upp i våras.');
    await press(item(lena, bus), 'Avböj punkten');
    await expect(item(brita, bus)).toContainText('Skäl: Tas upp i våras.');
  });

  await test.step('the secretary orders, and sees that it is too long', async () => {
    await expect(lena.getByText(/Planerat 95 min av mötets \d+ min\. Dagordningen är \d+ minuter för lång\./)).toBeVisible();
    await press(lena, `Flytta upp: ${schedule}`);
    await expect(headings(lena).nth(1)).toHaveText(`§ 2 – ${schedule}`);
    await press(lena, `Flytta till … ${planned}`);
    await lena.getByRole('combobox', { name: `Ny plats för ${planned}` }).selectOption('§ 1');
    await expect(headings(lena)).toHaveText([`§ 1 – ${planned}`, `§ 2 – ${situation}`, `§ 3 – ${schedule}`, `§ 4 – ${fires}`]);
  });

  await test.step('another organisation sees that there is an item that is not for it, and nothing of the hidden one', async () => {
    await expect(headings(arvid)).toHaveText([`§ 1 – ${situation}`, `§ 2 – ${forOthers}`, `§ 3 – ${fires}`]);
    await expect(arvid.getByText(/Planerat 70 min/)).toBeVisible();
    expect(await arvid.content()).not.toMatch(new RegExp(`${schedule}|${planned}`));
  });

  await test.step('the secretary looks through the eyes of another', async () => {
    const viewAs = lena.getByRole('combobox', { name: 'Visa som …' });
    await viewAs.selectOption({ label: await viewAs.getByRole('option', { name: /Arboga/ }).innerText() });
    await expect(lena.getByText(/^Så ser .*Arboga.* dagordningen$/)).toBeVisible();
    await expect(headings(lena)).toHaveText([`§ 1 – ${situation}`, `§ 2 – ${forOthers}`, `§ 3 – ${fires}`]);
    await expect(lena.getByRole('button', { name: /Flytta|Ändra punkten|Föreslå/ })).toHaveCount(0);
    await press(lena, 'Tillbaka till det du ser själv');
    await expect(headings(lena)).toHaveCount(4);
  });

  await test.step('each has the papers that say what he may read', async () => {
    await expectPaper(arvid, 'Kallelse (PDF)', { holds: ['Kallelse – LänsBrå Västmanland', 'Arvid Samverin'], hides: [situation, schedule, planned] });
    await expectPaper(arvid, 'Dagordning (PDF)', { holds: [`§ 1 ${situation}`, '§ 2 – ej för er organisation', `§ 3 ${fires}`], hides: [schedule, planned] });
    await expectPaper(karin, 'Dagordning (PDF)', { holds: [`§ 1 ${planned}`, `§ 2 ${situation}`, `§ 3 ${schedule}`], hides: ['ej för er organisation'] });
  });

  await test.step('who is present is noted with times, and a substitute', () => notePresence(lena, hourFrom(begins)));

  await test.step('two write notes in one item, and nothing is lost', async () => {
    await show(karin, 'Anteckningar');
    await notes(lena, situation).fill('Färre händelser vid stationen.');
    await notes(karin, situation).fill('Torsdagar är värst.');
    await notes(lena, situation).blur();
    await expect(item(lena, situation)).toContainText('Sparat');
    const both = karin.getByRole('dialog', { name: /Lena Länstorp ändrade § 2 – Lägesbild/ });
    await expect(both).toContainText('Torsdagar är värst.');
    await expect(both).toContainText('Färre händelser vid stationen.');
    await press(both, 'Slå ihop');
    await expect(notes(lena, situation)).toHaveValue('Färre händelser vid stationen.\nTorsdagar är värst.');
  });

  await test.step('what it led to is noted: a decision, and something to do', async () => {
    await noteDecision(lena, situation, { text: decision, by: 'Rådet' });
    await giveAction(lena, situation, { text: promise, typed: 'Arvid', owner: /Arvid Samverin/ });
    await press(item(lena, fires), 'Bordlägg');
    await expect(item(lena, fires)).toContainText('Bordlagd');
  });

  await test.step('the notes are declared ready: nobody writes any more, and a correction takes a reason', async () => {
    await expect.poll(() => Date.now(), { message: 'the meeting begins', timeout: 90_000 }).toBeGreaterThan(begins);
    await lock(lena);
    await expect(karin.getByText(/Lena Länstorp låste dem/)).toBeVisible();
    await expect(karin.getByRole('textbox')).toHaveCount(0);
    await correct(lena, situation, { text: 'Fler händelser vid stationen.', reason: 'Fel siffra.' });
    await expect(item(arvid, situation)).toHaveCount(1);
  });

  await test.step('the notes on paper are for those who read them', async () => {
    await expectPaper(arvid, 'Anteckningar (PDF)', { holds: ['Karin Polvik', 'ersättare för Vera Polvik', `§ 1 ${situation}`, 'Fler händelser vid stationen.', decision, promise, '§ 2 – ej för er organisation'], hides: [schedule, planned] });
  });

  await test.step('who promised sees it on Min dag and hands it over; the other takes it and does it', async () => {
    await handOver(arvid, promise, { typed: 'Brita', to: /Brita Samverin/ });
    await takeOverAndDo(brita, promise);
    await expect(item(arvid, promise)).toHaveCount(0);
  });

  await test.step('what was open has gone on to the next meeting', async () => {
    await lena.goto(next);
    const carried = item(lena, fires);
    await expect(carried).toContainText(/Från mötet \S+dag \d+/);
    await expect(carried).toContainText('Föreslagen av Berit Redal');
  });
});
