import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK } from 'jose';
import { startIdentityProvider, type IdentityProvider } from '@knutpunkt/infra/identity-provider';
import { newSigningKey } from '@knutpunkt/testing';
import { Browser } from './browser.js';
import { accounts, startPlatform, type Platform } from './platform.js';

let platform: Platform;
let origin: string;
let renewed: IdentityProvider | undefined;

beforeAll(async () => {
  platform = await startPlatform();
  origin = `http://localhost:${platform.config.port}`;
}, 60_000);
afterAll(async () => {
  await renewed?.stop();
  await platform?.stop();
});

/** The provider comes back at the same address and signs with a key that nobody has seen. */
async function changeKeys(): Promise<void> {
  const file = join(platform.providerDir, 'secrets.json');
  await platform.provider.stop();
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')) as object, signingKey: await exportJWK((await newSigningKey()).privateKey) }));
  renewed = await startIdentityProvider({ dir: platform.providerDir, port: Number(new URL(platform.provider.issuer).port), accounts, webOrigins: [origin] });
}

describe('a provider that has changed its keys', () => {
  it('lets in whoever logs in right after, and who was logged in goes on', async () => {
    const before = await Browser.loggedIn(origin);
    await changeKeys();
    const after = await Browser.loggedIn(origin);

    expect([(await before.get('/api/session')).status, (await after.get('/api/session')).status]).toEqual([200, 200]);
  });
});
