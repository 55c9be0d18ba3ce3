import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway, type RunningGateway } from '../src/index.js';
import { startPlatform, type Platform } from './platform.js';

const webRoot = mkdtempSync(join(tmpdir(), 'gateway-web-'));
let platform: Platform;

beforeAll(async () => {
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Knutpunkt</title>');
  writeFileSync(join(webRoot, 'assets', 'app-1a2b.js'), `export const text = '${'knutpunkt '.repeat(300)}';`);
  writeFileSync(join(webRoot, 'secret.env'), 'SECRET=1');
  platform = await startPlatform({ webRoot });
}, 60_000);
afterAll(async () => {
  await platform?.stop();
  rmSync(webRoot, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(new URL(path, platform.gateway.url), { headers });

describe('the web client', () => {
  it.each(['/', '/moten', '/moten/42?vy=vecka', '/index.html', '/secret.env', '/finns/inte.js'])('is one page for every path of its own: %s', async (path) => {
    const response = await get(path);
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control'), await response.text()]).toEqual([200, 'text/html; charset=utf-8', 'no-store', '<!doctype html><title>Knutpunkt</title>']);
  });

  it('has files that may be kept for ever, compressed, and asked for again by their tag', async () => {
    const response = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip' });
    expect([response.status, response.headers.get('cache-control'), response.headers.get('content-encoding'), response.headers.get('content-type')]).toEqual([200, 'public, max-age=31536000, immutable', 'gzip', 'text/javascript; charset=utf-8']);
    expect(await response.text()).toContain('knutpunkt knutpunkt');
    expect((await get('/assets/app-1a2b.js', { 'if-none-match': response.headers.get('etag')! })).status).toBe(304);
  });

  it.each(['/assets/../secret.env', '/assets/%2e%2e/secret.env', '/assets/..%2fsecret.env', '/..%2f..%2fetc%2fpasswd'])('gives no file that is not its own: %s', async (path) => {
    const response = await get(path);
    expect(await response.text()).not.toMatch(/SECRET|root:/);
  });

  it('that is not built says so', async () => {
    let bare: RunningGateway | undefined;
    try {
      bare = await startGateway({ ...platform.config, port: 0, webRoot: join(webRoot, 'missing') });
      const response = await fetch(bare.url);
      expect([response.status, await response.text()]).toEqual([503, 'The web client is not built. Build it with: npm run build\n']);
    } finally {
      await bare?.close();
    }
  });
});

describe('what the hub tells of itself', () => {
  it('is an OpenAPI document and a page', async () => {
    expect(await (await get('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0', servers: [{ url: `http://localhost:${platform.config.port}` }] });
    const page = await get('/api/docs');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('is whether it lives and is ready', async () => {
    expect([(await get('/health/live')).status, await (await get('/health/ready')).json()]).toEqual([200, { status: 'ready' }]);
    expect(await platform.gateway.ready()).toEqual({ ready: true, checks: { database: 'ok', nats: 'ok' } });
  });
});

describe('limits', () => {
  it('stop an address that is not logged in, and say when to come back', async () => {
    let strict: RunningGateway | undefined;
    try {
      strict = await startGateway({ ...platform.config, port: 0, limits: { address: { perSecond: 0.1, burst: 2 } } });
      const answers = [];
      for (let n = 0; n < 3; n += 1) answers.push(await fetch(`${strict.url}/api/meetings`));
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 429]);
      expect(answers[2]!.headers.get('retry-after')).toBe('10');
    } finally {
      await strict?.close();
    }
  });

  it('stop a guest\'s link that answers again and again, and no other', async () => {
    const answers = async (secret: string): Promise<number> => (await fetch(`${platform.gateway.url}/api/guest/answer`, { method: 'PUT', body: JSON.stringify({ startsAt: '2027-01-27T12:30:00.000Z', endsAt: '2027-01-27T14:00:00.000Z', answer: 'yes' }), headers: { 'content-type': 'application/json', 'link-secret': secret, 'x-knutpunkt': '1' } })).status;
    const asked: number[] = [];
    for (let n = 0; n < 7; n += 1) asked.push(await answers('A'.repeat(43)));

    expect([asked.slice(0, 6).includes(429), asked[6], await answers('B'.repeat(43)) === 429]).toEqual([false, 429, false]);
  });
});
