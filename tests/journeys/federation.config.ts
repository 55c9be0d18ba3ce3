import { defineConfig } from '@playwright/test';
import { findJava, obtainKeycloak } from '@knutpunkt/infra/keycloak-server';
import journeys, { product } from './playwright.config.js';

/** Undefined where Keycloak can be run, else why not. */
const missing = (): Promise<string | undefined> => obtainKeycloak().then(() => void findJava()).catch((error: Error) => error.message);

async function provider(): Promise<string> {
  const reason = await missing();
  process.stdout.write(`identity provider: ${reason === undefined ? 'Keycloak' : `the embedded one (${reason})`}\n`);
  return reason === undefined ? 'keycloak' : 'embedded';
}

// Each worker reads this file too: what was found first holds for all.
const login = (process.env['JOURNEY_LOGIN'] ??= await provider());

// The embedded provider has no providers behind it, and ends with the product.
const withoutBrokers = ['federation/at-home.login.ts', 'federation/refused.login.ts'];

/** The journeys through a login at home: against Keycloak where it can be had, else against the embedded provider. */
export default defineConfig({
  ...journeys, testMatch: login === 'keycloak' ? 'federation/*.login.ts' : withoutBrokers, projects: [{ name: login, use: { viewport: { width: 1280, height: 900 } } }], webServer: product(login === 'keycloak' ? ' --bare --keycloak' : ' --bare'),
});
