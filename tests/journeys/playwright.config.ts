import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { newHome } from './home.js';
// @ts-expect-error: plain JavaScript, shared with the starter of all suites
import { ensureChromium } from '../../infra/chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

// A product that runs already is used as it is; otherwise one is started with the demo, in a folder of its own, on a port that is free.
const runsAlready = process.env['JOURNEY_ORIGIN'] !== undefined && process.env['JOURNEY_MAILBOX'] !== undefined;
const home = runsAlready ? '' : (process.env['JOURNEY_HOME'] ??= newHome());

/** How the product is started for the journeys. */
export const product = (flags = '') => ({
  command: `node infra/start.mjs --port 0 --home "${home}"${flags}`,
  cwd: root,
  timeout: 300_000,
  // Named groups of this become JOURNEY_ORIGIN, JOURNEY_ANSWERS and JOURNEY_MAILBOX for the tests.
  wait: { stdout: /Knutpunkt\s+(?<journey_origin>http\S+)[\s\S]+?(?:Answers\s+(?<journey_answers>smtp\S+)[\s\S]+)?Mail\s+(?<journey_mailbox>http\S+)/ },
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 20_000 },
});

export default defineConfig({
  testDir: '.',
  testMatch: '*.journey.ts',
  outputDir: join(root, 'test-results'),
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 10_000,
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: (await ensureChromium()) as string, args },
    // A trace costs a fifth of the processor's time, and there is none of what went wrong once: --trace on makes one of the next time.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 900 } } },
    { name: 'phone', testMatch: ['told-at-once.journey.ts', 'screens.journey.ts', 'agenda-screens.journey.ts', 'access.journey.ts', 'account.journey.ts', 'people.journey.ts', 'access-review.journey.ts', 'association.journey.ts'], use: { viewport: { width: 360, height: 740 }, hasTouch: true } },
  ],
  ...(runsAlready ? {} : { webServer: product() }),
});
