import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Browser } from './browser.js';
import { startPlatform, type Platform } from './platform.js';

let platform: Platform;
let origin: string;

beforeAll(async () => {
  platform = await startPlatform();
  origin = `http://localhost:${platform.config.port}`;
}, 60_000);
afterAll(() => platform?.stop());

describe('logging in', () => {
  it('leads through the identity provider and back to where one was', async () => {
    const browser = new Browser(origin);
    const back = await browser.logIn('brasam.kop', '/moten?vecka=48');

    expect([back.status, back.headers.get('location')]).toEqual([303, '/moten?vecka=48']);
    const session = await browser.get('/api/session');
    expect([session.status, await session.json()]).toEqual([200, { authenticated: true, organisation: 'koping', assuranceLevel: 3 }]);
  });

  it('gives an opaque cookie that scripts and other sites do not get', async () => {
    const browser = new Browser(origin);
    const back = await browser.logIn('brasam.kop');

    const line = back.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-knutpunkt='))!;
    expect(line).toMatch(/^__Host-knutpunkt=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
  });
});

describe('a session', () => {
  it('is kept by its hash, with its tokens encrypted', async () => {
    const browser = new Browser(origin);
    await browser.logIn('brasam.kop');

    const client = new Client({ connectionString: platform.databaseUrl('worker') });
    await client.connect();
    const { rows } = await client.query('select * from sessions');
    await client.end();
    const text = JSON.stringify(rows.map((row) => ({ ...row, sealed: row.sealed.toString('latin1'), id_hash: row.id_hash.toString('latin1') })));
    expect(rows.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/brasam|eyJ/);
    expect(text).not.toContain(browser.cookie);
  });
});
