import { expect, test } from '@playwright/test';
import { session } from './home-login.js';
import { police } from './people.js';
import { signing } from './realm-admin.js';
import { bring, caughtAnswer, isSignedBy, signedByAnother, unsigned, wrapped } from './saml-answers.js';

const colleague = 'lpo.vm';

/** The certificate by which the police's provider says that it signs. */
async function certificate(): Promise<string> {
  const metadata = await (await fetch(`${new URL(signing().issuer).origin}/realms/home-pol/protocol/saml/descriptor`)).text();
  return /X509Certificate>([^<]+)</.exec(metadata)![1]!.replaceAll(/\s/g, '');
}

test('Keycloak takes the police\'s own answer once, from the browser that asked, and none that was made up or changed', async ({ browser }) => {
  const caught = await caughtAnswer(browser, police);
  const { page, xml } = caught;
  expect([xml.includes(police.username), isSignedBy(xml, await certificate())]).toEqual([true, true]);

  const forged: Record<string, string> = {
    unsigned: unsigned(xml), 'signed by another': signedByAnother(xml), 'about a colleague': xml.replaceAll(police.username, colleague), 'about a colleague, unsigned': unsigned(xml).replaceAll(police.username, colleague),
    'with a colleague in front': wrapped(xml, police.username, colleague), 'of another provider': xml.replaceAll('/realms/home-pol', '/realms/home-kop'),
  };
  for (const [name, answer] of Object.entries(forged)) {
    expect(answer, name).not.toBe(xml);
    expect([name, await bring(caught, answer, page)]).toEqual([name, { refused: true, location: undefined }]);
  }
  const stranger = await (await browser.newContext()).newPage();
  expect(await bring(caught, xml, stranger)).toEqual({ refused: true, location: undefined });

  const taken = await bring(caught, xml, page);
  expect(taken.refused).toBe(false);
  await page.unrouteAll();
  await page.goto(taken.location!);
  await expect(page.getByRole('heading', { level: 1, name: 'Min dag' })).toBeVisible();
  expect((await session(page)).body).toMatchObject({ organisation: 'pol' });

  for (const by of [page, stranger]) expect((await bring(caught, xml, by)).refused).toBe(true);
  expect((await session(stranger)).status).toBe(401);
});
