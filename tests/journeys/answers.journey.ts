import type { Page } from '@playwright/test';
import { callMeeting, daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt, tabTo, typeAt } from './keys.js';
import { expectUsable } from './screen.js';

const main = (page: Page) => page.getByRole('main');
const why = (page: Page) => main(page).getByRole('button', { name: 'Varför ser jag detta?', exact: true });

test('whoever sees something reads why, from the own seats alone', async ({ enter }) => {
  const rut = await enter('rektor.kop', '/grupper');
  await pressAt(rut, rut.getByRole('link', { name: 'Unggruppen Köping' }), 'Enter');
  await pressAt(rut, why(rut), 'Enter');
  await expect(main(rut)).toContainText('Du är med i gruppen Unggruppen Köping som ledamot. Därför ser du innehållet.');
  await expectUsable(rut, 'why a group is seen');
  await rut.keyboard.press('Enter');
  await expect(main(rut)).not.toContainText('Därför ser du innehållet.');

  await rut.getByRole('link', { name: 'Läget inför helgen' }).press('Enter');
  await expect(rut.getByRole('heading', { name: 'Deltagare och svar' })).toBeVisible();
  await pressAt(rut, why(rut), 'Enter');
  await expect(main(rut)).toContainText('Du är med i gruppen Unggruppen Köping som ledamot.');
  await expectUsable(rut, 'why a meeting is seen');
  await rut.getByRole('radio', { name: 'Dagordning' }).click();
  await main(rut).getByRole('button', { name: /^Varför ser jag detta\? §/ }).first().press('Enter');
  await expect(main(rut).getByRole('listitem').filter({ hasText: 'Därför ser du innehållet.' }).first()).toBeVisible();
  await expectUsable(rut, 'why an item is seen');
});

test('who leads an individual-level group reads who has seen its meeting, and nobody else is offered that', async ({ enter }) => {
  const ingvar = await enter('ifochef.kop');
  await callMeeting(ingvar, { group: 'Insatsgrupp Köping (VBE och unga)', date: daysAhead(12), starts: '10', ends: '11' });
  const kpol = await enter('kpol.vm', new URL(ingvar.url()).pathname);
  await expect(kpol.getByRole('heading', { name: 'Deltagare och svar' })).toBeVisible();
  await expect(kpol.getByRole('button', { name: 'Vem har sett detta?' })).toHaveCount(0);
  await ingvar.reload();
  await pressAt(ingvar, ingvar.getByRole('button', { name: 'Vem har sett detta?' }), 'Enter');
  await expect(main(ingvar)).toContainText(/, Polismyndigheten läste mötet/);
  await expectUsable(ingvar, 'who has seen a meeting');
});

test('the hub\'s administrator proposes an organisation, lets it in, pauses, resumes and ends it, and reads the log, without a mouse', async ({ enter }, { project }) => {
  test.setTimeout(240_000);
  const name = `Föreningen Trygga kvarter, ${project.name}`;
  const number = project.name === 'phone' ? '802002-8711' : '556016-0680';
  const hubert = await enter('admin.hub', '/hubben');
  const organisation = main(hubert).getByRole('listitem').filter({ hasText: name });
  await expect(main(hubert)).toContainText('Köpings kommun');
  await expectUsable(hubert, 'organisations');

  await test.step('a wrong check digit is said beside its field', async () => {
    await pressAt(hubert, hubert.getByRole('link', { name: 'Lägg till organisation' }), 'Enter');
    await pressAt(hubert, hubert.getByRole('button', { name: 'Föreslå organisationen' }), 'Enter');
    await expect(hubert.getByRole('heading', { name: 'Rätta detta innan du kan fortsätta:' })).toBeFocused();
    await expectUsable(hubert, 'an organisation, refused');
    const code = project.name === 'phone' ? 'TKP' : 'TKD';
    for (const [field, text] of [['Namn', name], ['Organisationsnummer', '802002-8712'], ['Kod', code], ['Inloggning', code.toLowerCase()], ['Första myndigheten', 'Styrelsen'], ['Första enheten', 'Kansliet'], ['Namn på administratören', 'Tova Behörin'], ['Befattning', 'Administratör'], ['E-postadress', 'tova@trygga.example'], ['Id i organisationens inloggning', 'admin.tk']] as const) await typeAt(hubert, hubert.getByRole('textbox', { name: field, exact: true }), text);
    await pressAt(hubert, hubert.getByRole('button', { name: 'Föreslå organisationen' }), 'Enter');
    await expect(hubert.getByText(/kontrollsiffran stämmer inte/).first()).toBeVisible();
    await expectUsable(hubert, 'a wrong check digit');
    await tabTo(hubert, hubert.getByRole('textbox', { name: 'Organisationsnummer' }));
    await hubert.keyboard.press('ControlOrMeta+a');
    await hubert.keyboard.type(number);
    await pressAt(hubert, hubert.getByRole('button', { name: 'Föreslå organisationen' }), 'Enter');
    await expect(organisation).toContainText('Föreslagen');
  });

  await test.step('it is let in with a signed agreement, paused, resumed and ended', async () => {
    const act = (step: string) => hubert.getByRole('button', { name: `${step}: ${name}` });
    const send = (step: string) => main(hubert).getByRole('button', { name: step, exact: true }).last();
    await pressAt(hubert, act('Aktivera'), 'Enter');
    await pressAt(hubert, organisation.locator('form').getByRole('button', { name: 'Aktivera' }), 'Enter');
    await expect(organisation).toContainText('Skriv en text.');
    await expectUsable(hubert, 'letting in without an agreement');
    await typeAt(hubert, organisation.getByRole('textbox', { name: 'Avtal' }), 'Anslutningsavtal 2026/12');
    await typeAt(hubert, organisation.getByRole('textbox', { name: 'Undertecknat den' }), '2026-01-15');
    await pressAt(hubert, organisation.locator('form').getByRole('button', { name: 'Aktivera' }), 'Enter');
    await expect(organisation).toContainText('Avtal: Anslutningsavtal 2026/12, undertecknat torsdag 15 januari 2026.');
    for (const [step, became] of [['Pausa', 'Pausad'], ['Återuppta', 'Aktiv'], ['Avsluta', 'Avslutad']] as const) {
      await pressAt(hubert, act(step), 'Enter');
      if (step !== 'Återuppta') await typeAt(hubert, organisation.getByRole('textbox', { name: 'Skäl' }), 'Föreningen flyttar.');
      await expectUsable(hubert, step);
      await pressAt(hubert, organisation.locator('form').getByRole('button', { name: step }), 'Enter');
      await expect(organisation.getByText(became, { exact: true })).toBeVisible();
    }
    await expect(send('Avsluta')).toHaveCount(0);
  });

  await test.step('the log tells what was done, and nothing of it', async () => {
    await pressAt(hubert, hubert.getByRole('link', { name: 'Logg' }), 'Enter');
    await expect(main(hubert)).toContainText('organisation.end');
    await expect(main(hubert)).not.toContainText('flyttar');
    await expectUsable(hubert, 'the hub\'s log');
  });
});

test('Organisationer is there for who runs the hub alone', async ({ enter }) => {
  const adam = await enter('admin.kop', '/hubben');
  await expect(adam.getByRole('heading', { level: 1 })).toHaveText('Sidan finns inte');
  await expect(adam.getByRole('link', { name: 'Organisationer' })).toHaveCount(0);
});
