import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { origin } from '../product.js';
import { coordinator } from './people.js';
import { askForToken, bearerOf, changeKeys, machineOf } from './realm-admin.js';

interface Asked { readonly good: boolean; readonly kid: string; readonly status: number }

const kidOf = (token: string): string => decodeProtectedHeader(token).kid!;
/** The same claims, signed by another under the name of a key. */
const forged = (token: string, kid: string, key: CryptoKey) => new SignJWT({ ...decodeJwt(token), jti: randomUUID() }).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid }).sign(key);
const ask = async (path: string, token: string): Promise<number> => (await fetch(origin() + path, { headers: { authorization: `Bearer ${token}` } })).status;

test('Keycloak changes its keys under load: no good token is refused, and none that another has signed is taken', async () => {
  const { privateKey: foreign } = await generateKeyPair('RS256');
  const fresh = async (): Promise<string> => (await askForToken(machineOf('kop'))).body.access_token!;
  const [first, persons] = [await fresh(), await bearerOf(coordinator.username)];
  const asked: Asked[] = [];
  const count = (wanted: (one: Asked) => boolean): number => asked.filter(wanted).length;
  const isOver = () => count(({ good, kid }) => good && kid !== kidOf(first) && kid !== kidOf(persons)) >= 40;
  const asks = async (good: boolean, path: string, token: string) => void asked.push({ good, kid: kidOf(token), status: await ask(path, token) });
  const scim = '/scim/v2/kop/Users?count=1';

  const good = async (): Promise<void> => {
    while (!isOver()) for (const [path, token] of [[scim, await fresh()], [scim, first], ['/api/me', persons]] as const) await asks(true, path, token);
  };
  const bad = async (): Promise<void> => {
    while (!isOver()) for (const kid of [kidOf(await fresh()), randomUUID()]) await Promise.all([asks(false, scim, await forged(first, kid, foreign)), asks(false, '/api/me', await forged(persons, kid, foreign))]);
  };
  await Promise.all([good(), good(), bad(), bad(), expect.poll(() => count((one) => one.good)).toBeGreaterThan(40).then(() => changeKeys())]);
  expect([asked.filter((one) => one.good && one.status !== 200), asked.filter((one) => !one.good && one.status !== 401)]).toEqual([[], []]);
  expect(count((one) => !one.good)).toBeGreaterThan(5);
});
