import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { NotFound, Problem } from '@knutpunkt/contracts';
import type { Browser } from './browser.js';
import { begin, meeting, meetingId, problem, startFrontDesk, type FrontDesk, wish } from './front-desk.js';
import type { Neighbour } from './neighbour.js';
import type { Platform } from './platform.js';

let desk: FrontDesk;
let platform: Platform;
let meetings: Neighbour;
let eva: Browser;

beforeAll(async () => {
  desk = await startFrontDesk();
  ({ platform, meetings, eva } = desk);
}, 60_000);
afterAll(() => desk?.stop());
beforeEach(() => begin(meetings));

describe('an operation', () => {
  it('is asked of its service in the caller\'s own name', async () => {
    await eva.post(`/api/meetings/${meetingId}/cancel`, { reason: 'Sjukdom' }, { 'if-match': '"7"', 'idempotency-key': 'key-1' });

    const [{ subject, token, request }] = meetings.asked as [Neighbour['asked'][0]];
    expect(subject).toBe('op.meetings.cancel-meeting');
    expect(request).toMatchObject({ input: { meetingId, reason: 'Sjukdom' }, ifMatch: '7', idempotencyKey: 'key-1' });
    expect(JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString())).toMatchObject({ home_id: 'brasam.kop', azp: 'knutpunkt-web' });
  });

  it('answers what the service answers, with the version as ETag and the request\'s id', async () => {
    const response = await eva.get(`/api/meetings/${meetingId}`);

    expect([response.status, response.headers.get('etag'), await response.json()]).toEqual([200, '"7"', meeting]);
    expect(response.headers.get('x-request-id')).toBe(meetings.asked[0]!.request.requestId);
  });

  it('that makes something says where it can be read', async () => {
    meetings.answer = () => ({ status: 201, body: meeting, etag: '7' });

    for (const path of ['/api/meetings', '/api/meetings/held']) {
      const response = await eva.post(path, wish);
      expect([response.status, response.headers.get('location')]).toEqual([201, `/api/meetings/${meetingId}`]);
    }
  });

  it('takes its query as text, as the service reads it', async () => {
    await eva.get('/api/meetings?limit=5');
    expect(meetings.asked[0]!.request.input).toEqual({ limit: '5' });
  });

  it('lets a refusal through as it left', async () => {
    meetings.answer = () => ({ problem: { type: 'urn:knutpunkt:problem:wrong-state', title: 'It cannot be done in this state', status: 409, from: 'held', allowed: [] } });
    const response = await eva.post(`/api/meetings/${meetingId}/cancel`, {}, { 'if-match': '7' });

    expect(response.status).toBe(409);
    expect(await problem(response)).toEqual({ type: 'urn:knutpunkt:problem:wrong-state', title: 'It cannot be done in this state', status: 409, from: 'held', allowed: [] });
  });

  it('whose service is not there is unavailable, and says when to try again', async () => {
    const response = await eva.get('/api/groups');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await problem(response)).toMatchObject({ type: 'urn:knutpunkt:problem:unavailable' });
  });
});

describe('what does not exist and what may not be seen', () => {
  const withoutDateAndId = (response: Response): [string, string][] => [...response.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');

  it('answer alike, byte for byte', async () => {
    meetings.answer = () => ({ problem: new Problem(NotFound).body });
    const hidden = await eva.get(`/api/meetings/${meetingId}`);
    const [bytes, headers] = [await hidden.text(), withoutDateAndId(hidden)];
    expect([hidden.status, bytes]).toEqual([404, '{"type":"urn:knutpunkt:problem:not-found","title":"It does not exist, or you have no access to it","status":404}']);

    for (const path of [`/api/meetings/${meetingId.replace('a', 'b')}`, '/api/nothing', '/api', '/auth/nothing', '/assets/nothing.js', '/api/stream/x', '/health/nothing']) {
      const response = await eva.get(path);
      expect([path, response.status, await response.text(), withoutDateAndId(response)]).toEqual([path, 404, bytes, headers]);
    }
  });

  it('and so does a method that a path does not take', async () => {
    expect((await eva.post('/api/meetings/past')).status).toBe(404);
    expect((await eva.ask('/api/meetings', { method: 'DELETE', headers: { 'x-knutpunkt': '1' } })).status).toBe(404);
  });
});

describe('every answer', () => {
  const expected = {
    'content-security-policy': (): string => `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self' ${new URL(platform.provider.issuer).origin}; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'`,
    'cross-origin-opener-policy': (): string => 'same-origin', 'cross-origin-resource-policy': (): string => 'same-origin', 'referrer-policy': (): string => 'no-referrer', 'x-content-type-options': (): string => 'nosniff', 'cache-control': (): string => 'no-store',
  };

  it.each(['/', '/api/meetings', '/api/nothing', '/api/meetings/%E0%A4%A', '/api/openapi.json', '/api/docs', '/auth/login', '/auth/callback', '/health/live', '/health/ready', '/api/session'])('has the security headers: %s', async (path) => {
    const response = await eva.get(path);
    for (const [name, value] of Object.entries(expected)) expect([name, response.headers.get(name)]).toEqual([name, value()]);
    expect(response.headers.get('permissions-policy')).toContain('camera=()');
    expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(response.headers.get('server') ?? response.headers.get('x-powered-by')).toBeNull();
  });

  it('is a problem of ours, even to what is no HTTP', async () => {
    const raw = (text: string): Promise<string> => new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(platform.config.port, '127.0.0.1', () => socket.write(text));
      socket.on('data', (data) => (answer += data)).once('close', () => resolve(answer)).once('error', reject);
    });
    expect(await raw('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json.*urn:knutpunkt:problem:malformed/s);
    expect(await raw(`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 .*"status":431/s);
  });
});

describe('a service that answers nonsense', () => {
  it('becomes a refusal that tells nothing', async () => {
    meetings.answer = () => ({ nothing: true });
    const response = await eva.get(`/api/meetings/${meetingId}`);

    expect(response.status).toBe(500);
    expect(await problem(response)).toEqual({ type: 'urn:knutpunkt:problem:unexpected', title: 'Something went wrong in the hub', status: 500 });
  });
});

describe('NATS that is away', () => {
  it('makes what needs it unavailable, and says when to try again', async () => {
    await meetings.stop();
    await platform.stopNats();
    const response = await eva.get(`/api/meetings/${meetingId}`);

    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect([(await eva.get('/api/session')).status, (await eva.get('/health/live')).status, (await eva.get('/health/ready')).status]).toEqual([200, 200, 503]);
  }, 30_000);
});
