import { daysAhead } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt, tabTo, typeAt } from './keys.js';
import { answer, ownAnswer, writeTime } from './polling.js';
import { expectUsable, expectUsableOnEither } from './screen.js';

const title = 'När ses vi om lovet?';

test('a time is found for several organisations, who see who has asked, and goes on to a meeting or a poll', async ({ enter }) => {
  const brita = await enter('brasam.kop', '/moten');
  await brita.getByRole('link', { name: 'Hitta tid' }).click();
  await brita.getByRole('button', { name: 'Visa tider' }).click();
  await expect(brita.getByText('Rätta detta innan du kan fortsätta:')).toBeVisible();
  await brita.getByRole('combobox', { name: 'Grupp', exact: true }).selectOption('Unggruppen Köping');
  await brita.getByRole('button', { name: 'Visa tider' }).click();
  const best = brita.getByRole('region', { name: 'Bästa förslag' });
  await expect(best.getByRole('listitem')).toHaveCount(3);
  await expectUsable(brita, 'Hitta tid');

  await test.step('one who must be able to come is chosen among those asked about, with the keyboard', async () => {
    const field = brita.getByRole('combobox', { name: 'Personer som måste kunna' });
    await typeAt(brita, field, 'Ester');
    await expect(brita.getByRole('option', { name: /Ester/ })).toHaveCount(0);
    await field.fill('Karin');
    await expect(brita.getByRole('option', { name: /Karin Polvik/ })).toHaveAttribute('aria-selected', 'true');
    await brita.keyboard.press('Enter');
    await expect(brita.getByRole('button', { name: /^Ta bort Karin Polvik/ })).toBeVisible();
    await expectUsableOnEither(brita, 'Hitta tid, one who is required');
    await brita.getByRole('button', { name: 'Visa tider' }).click();
    await expect(best.getByRole('listitem')).toHaveCount(3);
  });

  await test.step('the week stands behind them, and is gone through and chosen from with the keyboard', async () => {
    const grid = brita.getByRole('grid', { name: /^Tider v\./ });
    const stop = grid.locator('button[tabindex="0"]');
    await tabTo(brita, stop);
    const before = await stop.getAttribute('aria-label');
    await brita.keyboard.press('ArrowDown');
    await expect(stop).toBeFocused();
    expect(await stop.getAttribute('aria-label')).not.toBe(before);
    await brita.keyboard.press('Enter');
    await expect(stop).toHaveAttribute('aria-pressed', 'true');
    await expect(brita.getByRole('heading', { name: 'Valda tider' })).toBeVisible();
    await brita.screenshot({ path: test.info().outputPath('grid-1280.png'), fullPage: true });
    await brita.keyboard.press('Enter');
    await expectUsableOnEither(brita, 'Hitta tid, the week');
    await brita.setViewportSize({ width: 360, height: 740 });
    await expect(grid).toBeHidden();
    await expect(brita.getByRole('combobox', { name: 'Dag' })).toBeVisible();
    await brita.screenshot({ path: test.info().outputPath('grid-360.png'), fullPage: true });
    await brita.setViewportSize({ width: 1280, height: 900 });
  });

  const karin = await enter('kpol.vm', '/moten/hitta-tid');
  await expect(karin.getByRole('region', { name: 'Vem har frågat om min tid?' })).toContainText('Brita Samverin');

  await test.step('with the keyboard alone, two times become a poll that is filled in', async () => {
    for (const nth of [0, 1]) await pressAt(brita, best.getByRole('listitem').nth(nth).getByRole('checkbox'), 'Space');
    await pressAt(brita, brita.getByRole('button', { name: 'Gör omröstning av valda tider (2)' }), 'Enter');
    await expect(brita.getByRole('heading', { level: 1, name: 'Ny omröstning' })).toBeFocused();
    await expect(brita.getByRole('group', { name: 'Tid 2', exact: true }).getByRole('textbox', { name: 'Datum' })).not.toHaveValue('');
  });

  await test.step('and one becomes a meeting that is filled in', async () => {
    await brita.goBack();
    await brita.getByRole('combobox', { name: 'Grupp', exact: true }).selectOption('Unggruppen Köping');
    await brita.getByRole('button', { name: 'Visa tider' }).click();
    await best.getByRole('button', { name: /^Kalla till möte/ }).first().click();
    await expect(brita.getByRole('heading', { level: 1, name: 'Nytt möte' })).toBeVisible();
    await expect(brita.getByRole('textbox', { name: 'Datum' })).not.toHaveValue('');
  });
});

test('a group is asked for a time, answers with mouse and keyboard, and one press makes a meeting of it', async ({ enter }) => {
  const brita = await enter('brasam.kop', '/moten');
  const karin = await enter('kpol.vm');
  const folke = await enter('fritid.kop');

  await test.step('two times are proposed; what is wrong stands at its field', async () => {
    await brita.getByRole('link', { name: 'Omröstningar' }).click();
    await expectUsable(brita, 'Omröstningar');
    await brita.getByRole('link', { name: 'Ny omröstning' }).click();
    await brita.getByRole('combobox', { name: 'Grupp', exact: true }).selectOption('Unggruppen Köping');
    await writeTime(brita, 1, { day: 20, starts: '9', ends: '1030' });
    await writeTime(brita, 2, { day: 20, starts: '9', ends: '1030' });
    await brita.getByRole('textbox', { name: 'Sista dag att svara' }).fill(daysAhead(12));
    await brita.getByRole('textbox', { name: 'Rubrik' }).fill(title);
    await brita.getByRole('button', { name: 'Skicka omröstningen' }).click();
    await expect(brita.getByRole('link', { name: /Tid 2, datum: Den här tiden är redan föreslagen/ })).toBeVisible();
    await expectUsable(brita, 'Ny omröstning, refused');
    await writeTime(brita, 2, { day: 21, starts: '13', ends: '1430' });
    await brita.getByRole('checkbox', { name: 'Låt de tillfrågade föreslå fler tider' }).check();
    await brita.getByRole('button', { name: 'Skicka omröstningen' }).click();
    await expect(brita.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expectUsable(brita, 'the poll, of the one who asks');
  });

  await test.step('it waits on the others\' days; one answers with the mouse and proposes a time', async () => {
    const waiting = karin.getByRole('region', { name: 'Omröstningar som väntar på dig' });
    await waiting.getByRole('link', { name: title }).click();
    await answer(karin, 0, 'Nej');
    await answer(karin, 1, 'Ja');
    await karin.getByRole('button', { name: 'Föreslå en tid till' }).click();
    await writeTime(karin, 1, { day: 22, starts: '8', ends: '9' });
    await karin.getByRole('button', { name: 'Föreslå tiden' }).click();
    await expect(ownAnswer(karin).getByText('Föreslagen av Karin')).toBeVisible();
    await karin.getByRole('button', { name: 'Varför ser jag detta?' }).click();
    await expect(karin.getByText('Du är med i gruppen Unggruppen Köping som ledamot.')).toBeVisible();
    await expectUsable(karin, 'the poll, answered');
  });

  await test.step('another answers with the keyboard alone, and the focus stays', async () => {
    await folke.getByRole('region', { name: 'Omröstningar som väntar på dig' }).getByRole('link', { name: title }).click();
    const maybe = ownAnswer(folke).getByRole('listitem').nth(0).getByRole('button', { name: 'Om det behövs' });
    await pressAt(folke, maybe, 'Space');
    await expect(maybe).toHaveAttribute('aria-pressed', 'true');
    await expect(maybe).toBeFocused();
    await tabTo(folke, ownAnswer(folke).getByRole('listitem').nth(1).getByRole('button', { name: 'Ja', exact: true }));
    await folke.keyboard.press('Enter');
  });

  await test.step('the one who asks sees each answer at once, closes, and makes a meeting', async () => {
    const second = brita.getByRole('region', { name: 'Svar hittills och per organisation' }).getByRole('listitem').nth(1);
    await expect(second).toContainText('2 ja');
    await second.getByRole('button', { name: /Per organisation/ }).click();
    await expect(second.getByRole('table')).toBeVisible();
    await brita.getByRole('button', { name: 'Vem har svarat vad' }).click();
    await expectUsable(brita, 'the poll, with its result');
    await brita.getByRole('button', { name: 'Stäng omröstningen' }).click();
    await brita.getByRole('dialog').getByRole('button', { name: 'Stäng omröstningen' }).click();
    await expect(brita.getByRole('region', { name: 'Välj tid' })).toBeVisible();
    await expectUsable(brita, 'the poll, closed');
    await brita.getByRole('region', { name: 'Välj tid' }).getByRole('listitem').nth(1).getByRole('button', { name: /^Gör möte av/ }).click();
    await brita.waitForURL(/\/moten\/[0-9a-f-]{36}$/);
    await expect(brita.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(karin.getByRole('link', { name: 'Till mötet' })).toBeVisible();
  });
});
