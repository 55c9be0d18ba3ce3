import type { Page } from '@playwright/test';
import { headings, heldMeeting, item, press, propose, show, takeUp, write } from './at-meeting.js';
import { expect, test } from './journey.js';
import { correct, giveAction, lock, noteDecision, notes } from './noting.js';
import { expectUsable } from './screen.js';

const also = [{ typed: 'Ester', name: /Ester Vaktin/ }, { typed: 'Karin', name: /Karin Polvik/ }];
const [yard, promise] = ['Skolgården', `Fråga om nycklarna ${Date.now()}`];
const cancel = (page: Page) => press(page, 'Avbryt');

async function agendaIsUsable(brita: Page): Promise<void> {
  await expectUsable(brita, 'agenda, empty');
  const form = await write(brita, { title: '', readers: { others: 'marked', authorities: [/Polismyndigheten/] } });
  await expectUsable(brita, 'agenda, proposing');
  await press(form, 'Skicka förslaget');
  await expect(form.getByText('Rätta detta innan du kan fortsätta:')).toBeVisible();
  await expectUsable(brita, 'agenda, proposal refused');
  await cancel(brita);
}

async function itemIsUsable(brita: Page, ester: Page): Promise<void> {
  await propose(ester, { title: yard, minutes: '90', background: 'Grinden står öppen om kvällarna.' });
  await expectUsable(ester, 'agenda, proposed by me');
  for (const act of ['Avböj …', 'Ändra punkten', 'Adressera till vissa myndigheter']) {
    await press(item(brita, yard), act);
    await expectUsable(brita, `agenda, ${act}`);
    await cancel(brita);
  }
  await propose(brita, { title: 'Lampor', readers: { others: 'marked', authorities: [/Polismyndigheten/] } });
  await takeUp(brita, yard, 'Lampor');
  await expect(headings(ester)).toHaveText([`§ 1 – ${yard}`, '§ 2 – Ej för er organisation']);
  await expectUsable(ester, 'agenda, with an item for others');
}

async function notesAreUsable(brita: Page): Promise<void> {
  await show(brita, 'Anteckningar');
  await expectUsable(brita, 'notes, empty');
  for (const act of ['Lägg till person eller ersättare', `Lägg till resultat: ${yard}`, `Lägg till åtgärd: ${yard}`]) {
    await press(brita, act);
    await expectUsable(brita, `notes, ${act}`);
    await cancel(brita);
  }
  await noteDecision(brita, yard, { text: 'Grinden låses klockan 20.', by: 'Rektorn' });
  await giveAction(brita, yard, { text: promise, typed: 'Ester', owner: /Ester Vaktin/ });
}

async function conflictIsUsable(brita: Page, ester: Page): Promise<void> {
  await show(ester, 'Anteckningar');
  await notes(brita, yard).fill('Grinden är trasig.');
  await notes(ester, yard).fill('Grinden kärvar.');
  await notes(brita, yard).blur();
  await expect(ester.getByRole('dialog')).toContainText('Grinden är trasig.');
  await expectUsable(ester, 'notes, two texts side by side');
  await press(ester.getByRole('dialog'), 'Behåll min');
  await expect(notes(brita, yard)).toHaveValue('Grinden kärvar.');
}

async function inEnglishToo(page: Page, state: string): Promise<void> {
  await press(page, 'English');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectUsable(page, `${state}, in English`);
  await page.getByRole('button', { name: 'Svenska', exact: true }).click();
}

test('Dagordning, Anteckningar and Åtgärder can be used by everybody in every state', async ({ enter }) => {
  const brita = await enter('brasam.kop');
  const meetingId = await heldMeeting(brita, { title: 'Kvällar vid skolan', also });
  const ester = await enter('est.frs', `/moten/${meetingId}?visa=dagordning`);
  await agendaIsUsable(brita);
  await itemIsUsable(brita, ester);
  await inEnglishToo(brita, 'agenda');
  await notesAreUsable(brita);
  await conflictIsUsable(brita, ester);
  await inEnglishToo(brita, 'notes');
  await lock(brita);
  await correct(brita, yard, { text: 'Grinden kärvar, och låset saknas.', reason: 'Låset glömdes.' });
  await expectUsable(brita, 'notes, locked and corrected');
  await ester.goto(new URL('/atgarder', ester.url()).href);
  await press(ester, `Lämna över: ${promise}`);
  await expectUsable(ester, 'actions, handing over');
});
