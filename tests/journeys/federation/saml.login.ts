import { expect, test } from '@playwright/test';
import { session } from './home-login.js';
import { police } from './people.js';
import { signing } from './realm-admin.js';
import { bring, caughtAnswer, isSignedBy, signedByAnother, unsigned, wrapped } from './saml-answers.js';

const colleague = 'lpo.vm';
const about = (xml: string): string => xml.replaceAll(police.username, colleague);

const nowhere = { status: 400, location: undefined };

/** The certificate by which the police's provider says that it signs. */
async function certificate(): Promise<string> {
  const metadata = await (await fetch(`${new URL(signing().issuer).origin}/realms/home-pol/protocol/saml/descriptor`)).text();
  return /X509Certificate>([^<]+)</.exec(metadata)![1]!.replaceAll(/\s/g, '');
}

const forged: Record<string, (xml: string) => string> = {
  'that nobody signed': unsigned, 'signed by another': signedByAnother, 'changed to be about a colleague': about, 'about a colleague, and without the signatures': (xml) => about(unsigned(xml)),
  'with a colleague in front of what is signed': (xml) => wrapped(xml, police.username, colleague), 'in the name of another provider': (xml) => xml.replaceAll('/realms/home-pol', '/realms/home-kop'),
};

for (const [name, forge] of Object.entries(forged)) {
  test(`Keycloak takes no SAML answer ${name}`, async ({ browser }) => {
    const caught = await caughtAnswer(browser, police);
    const { page, xml } = caught;
    expect([xml.includes(police.username), isSignedBy(xml, await certificate()), forge(xml) === xml]).toEqual([true, true, false]);
    expect(await bring(caught, forge(xml), page)).toEqual(nowhere);
    expect((await session(page)).status).toBe(401);
  });
}

test('Keycloak takes a SAML answer once, and from the browser that asked for it', async ({ browser }) => {
  const caught = await caughtAnswer(browser, police);
  const { page, xml } = caught;
  const stranger = await (await browser.newContext()).newPage();
  expect(await bring(caught, xml, stranger)).toEqual(nowhere);
  const taken = await bring(caught, xml, page);
  expect(taken.status).toBe(302);
  await page.unrouteAll();
  await page.goto(taken.location!);
  await expect(page.getByRole('heading', { level: 1, name: 'Min dag' })).toBeVisible();
  expect((await session(page)).body).toMatchObject({ organisation: 'pol' });

  for (const by of [page, stranger]) expect(await bring(caught, xml, by)).toEqual(nowhere);
  expect((await session(stranger)).status).toBe(401);
});
