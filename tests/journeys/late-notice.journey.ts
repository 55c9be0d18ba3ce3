import { daysAhead, fillIn } from './calling.js';
import { expect, test } from './journey.js';
import { pressAt } from './keys.js';
import { letterAbout } from './letters.js';
import { expectUsableOnEither } from './screen.js';

test('a coordinator is told while typing that a time is late, calls all the same, and it is read on the meeting\'s page', async ({ enter }) => {
  const brita = await enter('brasam.kop', '/moten/nytt');
  const late = brita.getByRole('status').filter({ hasText: 'Det är sent' });
  await fillIn(brita, { group: 'EST Köping', date: daysAhead(30), starts: '930', ends: '11' });
  await expect(brita.getByRole('status').filter({ hasText: '9.30–11' })).toBeVisible();
  await expect(late).toBeHidden();
  await brita.getByRole('textbox', { name: 'Datum' }).fill(daysAhead(2));
  await expect(late).toContainText('minst 5 arbetsdagar före');
  await expectUsableOnEither(brita, 'Nytt möte, late');
  for (const width of [360, 1280]) {
    await brita.setViewportSize({ width, height: 900 });
    await brita.screenshot({ path: test.info().outputPath(`late-${width}.png`), fullPage: true });
  }

  await pressAt(brita, brita.getByRole('button', { name: 'Skicka kallelsen' }), 'Enter');
  await brita.waitForURL(/\/moten\/[0-9a-f-]{36}$/);
  await expect(brita.getByRole('main')).toContainText(/Kallat \d arbetsdag(ar)? före Sen kallelse/);
  await expectUsableOnEither(brita, 'Mötet, called late');
  await brita.screenshot({ path: test.info().outputPath('called-late.png'), fullPage: true });

  const letter = await letterAbout(brita.url().slice(-36), 'est@malmabergsfriskola.example', 1);
  expect(letter.text).toContain('Kallelsen kommer sent, med kortare varsel än brukligt.');
  for (const path of ['/', '/moten']) {
    await brita.goto(new URL(path, brita.url()).href);
    await expect(brita.getByRole('listitem').filter({ hasText: 'Sen kallelse' }).first()).toBeVisible();
    for (const width of [360, 1280]) {
      await brita.setViewportSize({ width, height: 900 });
      await brita.screenshot({ path: test.info().outputPath(`row-late-${path.slice(1) || 'day'}-${width}.png`) });
    }
    await expectUsableOnEither(brita, `${path}, with a late call`);
  }
});
