import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Browser } from './browser.js';
import { neighbour, type Neighbour } from './neighbour.js';
import { startPlatform, type Platform } from './platform.js';

const meetingId = '0199c0de-0000-7000-8000-00000000000a';
const meeting = { id: meetingId, version: '7', title: 'Samråd' };
const wish = { starts: '2026-12-01T13:30', ends: '2026-12-01T15:00' };

let platform: Platform;
let meetings: Neighbour;
let eva: Browser;
let origin: string;

beforeAll(async () => {
  platform = await startPlatform();
  origin = `http://localhost:${platform.config.port}`;
  meetings = await neighbour(platform, 'meetings');
  eva = new Browser(origin);
  await eva.logIn('brasam.kop');
}, 60_000);
afterAll(async () => {
  await meetings?.stop();
  await platform?.stop();
});
beforeEach(() => {
  meetings.asked.length = 0;
  meetings.answer = () => ({ status: 200, body: meeting, etag: '7' });
});

const problem = async (response: Response): Promise<Record<string, unknown>> => {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return (await response.json()) as Record<string, unknown>;
};
const pointers = async (response: Response): Promise<unknown> => ((await problem(response)).errors as { pointer: string }[]).map((error) => error.pointer);
const bearer = async (changes: Record<string, string> = {}): Promise<Record<string, string>> => ({ authorization: `Bearer ${await platform.provider.tokenFor('polis.kop')}`, ...changes });

describe('who asks', () => {
  it('is nobody without a session or a bearer', async () => {
    const response = await fetch(`${origin}/api/meetings`);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await problem(response)).toEqual({ type: 'urn:knutpunkt:problem:not-authenticated', title: 'Log in first', status: 401 });
  });

  it('is a machine with a bearer of its own client', async () => {
    expect((await fetch(`${origin}/api/meetings`, { headers: await bearer() })).status).toBe(200);
  });

  it('is nobody with the browser\'s token as bearer', async () => {
    await eva.get('/api/meetings');
    const authorization = `Bearer ${meetings.asked[0]!.token}`;
    expect((await fetch(`${origin}/api/meetings`, { headers: { authorization } })).status).toBe(401);
  });

  it.each(['Bearer x.y.z', 'Bearer', 'Basic ZTp4', 'Bearer a b'])('is nobody with "%s"', async (authorization) => {
    expect((await fetch(`${origin}/api/meetings`, { headers: { authorization } })).status).toBe(401);
  });

  it('cannot be told from a cookie and a bearer at once', async () => {
    expect((await eva.get('/api/meetings', await bearer())).status).toBe(400);
    expect(meetings.asked).toEqual([]);
  });

  it('is nobody with a cookie that was made up', async () => {
    for (const made of ['x', 'A'.repeat(43), "' or 1=1 --"]) {
      expect((await fetch(`${origin}/api/meetings`, { headers: { cookie: `__Host-knutpunkt=${made}` } })).status).toBe(401);
    }
  });

  it('is nobody with two cookies of the session\'s name', async () => {
    const cookie = `__Host-knutpunkt=${eva.cookie}; __Host-knutpunkt=${'A'.repeat(43)}`;
    expect((await fetch(`${origin}/api/meetings`, { headers: { cookie } })).status).toBe(401);
  });
});

describe('a request from another site is refused', () => {
  const cancel = `/api/meetings/${meetingId}/cancel`;

  it.each<[string, Record<string, string>]>([
    ['without our header', { 'x-knutpunkt': '' }],
    ['with another value in it', { 'x-knutpunkt': 'true' }],
    ['by Sec-Fetch-Site cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['by Sec-Fetch-Site same-site', { 'sec-fetch-site': 'same-site' }],
    ['by Sec-Fetch-Site none', { 'sec-fetch-site': 'none' }],
    ['by its origin', { origin: 'https://evil.example' }],
    ['by an opaque origin', { origin: 'null' }],
  ])('%s', async (_, headers) => {
    const response = await eva.post(cancel, {}, { 'if-match': '7', ...headers });
    expect([response.status, (await problem(response)).type]).toEqual([403, 'urn:knutpunkt:problem:cross-site-request']);
    expect(meetings.asked).toEqual([]);
  });

  it('also when it only reads', async () => {
    expect((await eva.get('/api/meetings', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('and gets no CORS', async () => {
    const preflight = await eva.ask('/api/meetings', { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-knutpunkt' } });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([404, null]);
  });
});

describe('a malformed request is refused', () => {
  it.each<[string, string, string[]]>([
    ['an unknown field', '/api/meetings?limit=5&colour=red', ['/colour']],
    ['a wrong type', '/api/meetings?limit=many', ['/limit']],
    ['a field given twice', '/api/meetings?limit=5&limit=6', ['/limit']],
    ['an id that is none', '/api/meetings/42', ['/meetingId']],
    ['a field of the path given again', `/api/meetings/${meetingId}?meetingId=${meetingId}`, ['/meetingId']],
    ['__proto__', '/api/meetings?__proto__=x', ['/__proto__']],
  ])('for %s in the query', async (_, path, where) => {
    const response = await eva.get(path);
    expect([response.status, await pointers(response)]).toEqual([400, where]);
  });

  it.each<[string, string, string[]]>([
    ['an unknown field', '{"starts":"2026-12-01T13:30","ends":"2026-12-01T15:00","colour":"red"}', ['/colour']],
    ['wrong types', '{"starts":1,"ends":"2026-12-01T15:00","people":["x"]}', ['/starts', '/people/0']],
    ['what is no JSON', '{"starts":', ['']],
    ['a list', '[]', ['']],
    ['null', 'null', ['']],
    ['__proto__', '{"starts":"2026-12-01T13:30","ends":"2026-12-01T15:00","__proto__":{"groupId":1}}', ['/__proto__']],
  ])('for %s in the body', async (_, body, where) => {
    const response = await eva.ask('/api/meetings', { method: 'POST', body, headers: { 'x-knutpunkt': '1', 'content-type': 'application/json', 'idempotency-key': 'k' } });
    expect([response.status, await pointers(response)]).toEqual([400, where]);
  });

  it('for a query where a body is asked for', async () => {
    expect(await pointers(await eva.post('/api/meetings?groupId=x', wish))).toEqual(['/groupId']);
  });

  it('without an Idempotency-Key, or with one that is none', async () => {
    const without = { 'x-knutpunkt': '1', 'content-type': 'application/json' };
    expect(await pointers(await eva.ask('/api/meetings', { method: 'POST', body: JSON.stringify(wish), headers: without }))).toEqual(['/header']);
    expect(await pointers(await eva.post('/api/meetings', wish, { 'idempotency-key': 'a b' }))).toEqual(['/header']);
  });

  it('for a body that is not JSON by its type', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1']) {
      const response = await eva.post('/api/meetings', wish, { 'content-type': type });
      expect([response.status, (await problem(response)).type]).toEqual([415, 'urn:knutpunkt:problem:unsupported-media-type']);
    }
  });

  it('for a body that is packed', async () => {
    const response = await eva.post('/api/meetings', wish, { 'content-encoding': 'br' });
    expect([response.status, (await problem(response)).type]).toEqual([415, 'urn:knutpunkt:problem:unsupported-media-type']);
  });

  it('for a body that is too large', async () => {
    const response = await eva.post('/api/meetings', { ...wish, about: 'x'.repeat(300_000) });
    expect([response.status, (await problem(response)).type]).toEqual([413, 'urn:knutpunkt:problem:too-large']);
  });

  it('for a path that does not decode', async () => {
    const response = await eva.get('/api/meetings/%E0%A4%A');
    expect([response.status, (await problem(response)).type]).toEqual([400, 'urn:knutpunkt:problem:malformed']);
  });

  it('and never reaches a service', () => expect(meetings.asked).toEqual([]));
});

describe('the checks come in one order', () => {
  const cancel = `/api/meetings/42/cancel`;

  it('not logged in before malformed', async () => {
    const response = await fetch(`${origin}${cancel}`, { method: 'POST', body: '{', headers: { 'content-type': 'text/plain' } });
    expect(response.status).toBe(401);
  });

  it('malformed before a missing version', async () => {
    expect((await eva.post(cancel, { colour: 'red' })).status).toBe(400);
  });

  it('a missing version before anything that the service tells', async () => {
    const response = await eva.post(`/api/meetings/${meetingId}/cancel`);
    expect([response.status, (await problem(response)).type]).toEqual([428, 'urn:knutpunkt:problem:version-missing']);
    expect(meetings.asked).toEqual([]);
  });
});
