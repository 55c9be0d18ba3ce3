import { createSign, createVerify, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { expect, type Browser, type Page } from '@playwright/test';
import { origin } from '../product.js';
import { atKeycloak } from './home-login.js';
import type { Person } from './people.js';

/** What a provider's SAML login sends back through the browser. */
export interface Caught { readonly page: Page; readonly to: string; readonly relayState: string; readonly xml: string }

/** Logs somebody in at home, and keeps what comes back from arriving. */
export async function caughtAnswer(browser: Browser, person: Person): Promise<Caught> {
  const page = await (await browser.newContext()).newPage();
  const caught: { to: string; form: URLSearchParams }[] = [];
  await page.route(/\/broker\/[a-z]+\/endpoint/, (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    caught.push({ to: route.request().url(), form: new URLSearchParams(route.request().postData() ?? '') });
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>caught</title>' });
  });
  await page.goto(origin());
  await page.getByRole('button', { name: 'Logga in' }).click();
  await atKeycloak(page, person);
  await expect.poll(() => caught.length).toBe(1);
  const { to, form } = caught[0]!;
  return { page, to, relayState: form.get('RelayState')!, xml: Buffer.from(form.get('SAMLResponse')!, 'base64').toString('utf8') };
}

/** Brings an answer to the hub's realm, by the browser that the login was begun in or by another. Gives the status, and where it leads on to. */
export async function bring({ to, relayState }: Caught, xml: string, by: Page): Promise<{ status: number; location: string | undefined }> {
  const answer = await by.request.post(to, { form: { SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: relayState }, maxRedirects: 0 });
  return { status: answer.status(), location: answer.headers()['location'] };
}

const signature = /<(\w+:)?Signature[\s>][\s\S]*?<\/\1?Signature>/g;
const assertion = /<saml:Assertion[\s\S]*<\/saml:Assertion>/;

export const unsigned = (xml: string): string => xml.replaceAll(signature, '');

/** Another person's word in front of the one that is signed, which stays as it is: a reader that checks one and reads the other would take it. */
export function wrapped(xml: string, from: string, to: string): string {
  const whole = assertion.exec(xml)![0];
  const forged = unsigned(whole).replaceAll(from, to).replace(/ ID="[^"]*"/, ' ID="_forged"');
  return xml.replace(whole, '').replaceAll(signature, '').replace('</samlp:Response>', () => `${forged}${whole}</samlp:Response>`);
}

/** Exclusive canonical form (XML-EXC-C14N) of what a signature signs, of the few kinds of elements that it has. */
const canonical = (info: string): string => info.replace(/^<dsig:SignedInfo[^>]*>/, '<dsig:SignedInfo xmlns:dsig="http://www.w3.org/2000/09/xmldsig#">').replaceAll(/<([\w:]+)((?:\s[^<>]*?)?)\s*\/>/g, '<$1$2></$1>');

const parts = /(<dsig:SignedInfo[\s\S]*?<\/dsig:SignedInfo>)(\s*<dsig:SignatureValue>)([^<]*)/g;

/** True when each signature is of this certificate's key: what follows below is then known to sign as the provider does. */
export function isSignedBy(xml: string, certificate: string): boolean {
  const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
  const all = [...xml.matchAll(parts)];
  return all.length > 0 && all.every(([, info, , value]) => createVerify('RSA-SHA256').update(canonical(info!)).verify(publicKey, value!.replaceAll(/\s/g, ''), 'base64'));
}

/** The same words, signed by somebody else's key. */
export function signedByAnother(xml: string): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return xml.replaceAll(parts, (_, info: string, between: string) => `${info}${between}${createSign('RSA-SHA256').update(canonical(info)).sign(privateKey, 'base64')}`);
}
