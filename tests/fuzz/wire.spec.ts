import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Me, MeetingDetails, RescheduleMeeting, ScheduleMeeting, UpcomingMeetings, isUnsafe, operations, type Operation } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { when } from '../leaks/scene.js';
import { FuzzedHub, requireFaultless, sceneOf } from './fuzzed-hub.js';
import type { KnownIds } from './inputs.js';
import { thorough } from './setting.js';
import { versionFor } from './versions.js';
import { requestFor, send, sendBytes, type Sent } from './wire.js';

let hub: FuzzedHub;
let known: KnownIds;
let token: string;

beforeAll(async () => {
  hub = await FuzzedHub.start();
  known = await sceneOf(hub.leaks);
  token = await hub.leaks.token('eva.kop');
}, 120_000);
afterAll(() => hub?.stop());

/** True where the last word of a path is read as the id of another operation's. */
const elsewhere = (path: string, method: string): boolean => {
  const like = (other: string): boolean => new RegExp(`^${other.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
  return operations.some((op) => op.path !== path && (op.method === method || (method === 'HEAD' && op.method === 'GET')) && like(op.path));
};

const json = (value: unknown) => (): Buffer => Buffer.from(JSON.stringify(value));
const good = (op: Operation, input: Record<string, unknown> = {}, ifMatch?: string): Sent => requestFor(op, input, { token, ifMatch });
const scheduling = (changes: { headers?: readonly (readonly [string, string])[]; body?: Buffer; target?: string } = {}): Sent => {
  const sent = good(ScheduleMeeting, { ...when, groupId: known['groupId'] });
  const given = changes.headers?.map(([name]) => name) ?? [];
  return { ...sent, ...changes, headers: [...sent.headers.filter(([name]) => !given.includes(name)), ...(changes.headers ?? [])] };
};

/** Asks, requires an answer as declared that wrote nothing, and gives its status and the last word of its type. */
async function refusal(op: Operation, sent: Sent): Promise<string> {
  const judged = await hub.ask(op, sent);
  requireFaultless(judged);
  return `${judged.came.status} ${String((JSON.parse(judged.came.body) as { type?: string }).type).split(':').at(-1)}`;
}

describe('a header that is given twice', () => {
  const other = `Bearer ${'x'.repeat(20)}`;

  it.each<[string, [string, string][]]>([
    ['Authorization', [['authorization', other]]], ['Content-Type', [['content-type', 'text/plain']]], ['Idempotency-Key', [['idempotency-key', 'k2']]], ['Host', [['host', 'elsewhere.example']]],
  ])('leaves no doubt: %s is refused', async (_, more) => {
    const sent = scheduling();
    for (const headers of [[...sent.headers, ...more], [...more, ...sent.headers]]) expect(await refusal(ScheduleMeeting, { ...sent, headers })).toBe('400 malformed');
  });

  it('leaves no doubt: If-Match is refused', async () => {
    const version = await versionFor(hub.leaks.url, RescheduleMeeting, { known, token });
    const sent = good(RescheduleMeeting, { meetingId: known['meetingId'], ...when }, `"${version}"`);
    for (const twice of [version, 's1.c1']) expect(await refusal(RescheduleMeeting, { ...sent, headers: [...sent.headers, ['if-match', `"${twice}"`]] })).toBe('400 malformed');
  });
});

describe('If-Match', () => {
  it.each(['*', '', 'W/"s1.c1"', '"s1.c1", "s2.c2"', '"', 'å', '"s1"c1"', 'x'.repeat(2_000), "s1' or 1=1", '-1', '9007199254740993', 'NaN'])('%s is answered as declared', async (ifMatch) => {
    for (const op of operations.filter((one) => one.ifMatch).filter((_, i) => thorough || i % 4 === ifMatch.length % 4)) {
      const input = Object.fromEntries([...op.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, known[name!]]));
      requireFaultless(await hub.ask(op, good(op, input, Buffer.from(ifMatch).toString('latin1'))));
    }
  });
});

describe('a body', () => {
  const fit = { ...when, people: [] };

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/json; charset=latin1', 'application/json;;', 'application/jsonp', 'text/json', 'APPLICATION/XML', '*/*', 'application/json, text/plain', ''])('of type "%s" is no JSON', async (type) => {
    expect(await refusal(ScheduleMeeting, scheduling({ headers: [['content-type', type]] }))).toBe('415 unsupported-media-type');
  });

  it.each<[string, string, () => Buffer]>([
    ['gzip', 'gzip', () => gzipSync(json(fit)())], ['a gzip bomb', 'gzip', () => gzipSync(Buffer.alloc(50_000_000, ' '))], ['brotli, which it is not', 'br', json(fit)], ['gzip twice', 'gzip, gzip', () => gzipSync(gzipSync(json(fit)()))],
  ])('in %s is not unpacked', async (_, encoding, body) => {
    expect(await refusal(ScheduleMeeting, scheduling({ headers: [['content-encoding', encoding]], body: body() }))).toBe('415 unsupported-media-type');
  });

  it('of ten megabytes is refused, whether its length is told or not', async () => {
    const big = `{"about":"${'x'.repeat(10_000_000)}"}`;
    const head = `POST /api/meetings HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\nidempotency-key: k\r\ncontent-type: application/json\r\n`;

    expect(await sendBytes(hub.leaks.url, `${head}content-length: ${big.length}\r\n\r\n${big.slice(0, 1_000)}`)).toMatch(/^HTTP\/1.1 413 [^]*too-large/);
    expect(await sendBytes(hub.leaks.url, `${head}transfer-encoding: chunked\r\n\r\n${big.length.toString(16)}\r\n${big}\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1.1 413 |^$/);
    requireFaultless(await hub.ask(Me, good(Me)));
  });
});

describe('a query', () => {
  it.each(['limit=1&limit=2', 'limit[]=1', 'limit[a]=1', 'limit', '=1', '&&&', 'cursor=', 'cursor=%00', 'cursor=%ff', 'cursor=%c3%28', 'cursor=../..', `cursor=${'a'.repeat(200)}`, `cursor=${Buffer.from('[null,null]').toString('base64url')}`,
    `cursor=${Buffer.from('{"__proto__":1}').toString('base64url')}`, `cursor=${Buffer.from('["2027-01-01T00:00:00Z","x"]').toString('base64url')}`, `cursor=${Buffer.from('9999999999999999999999').toString('base64url')}`, '__proto__=1', 'constructor=1', 'limit=1e1', 'limit=0x10', 'limit=%31', 'limit=+1', 'limit=Infinity', 'limit=9007199254740993', 'limit=%EF%BC%91', 'a=b;c=d', `x=${'y'.repeat(9_000)}`])('?%s is answered as declared', async (query) => {
    for (const op of operations.filter((one) => one.routed && !isUnsafe(one) && 'cursor' in one.input.shape)) {
      const input = 'groupId' in op.input.shape ? { groupId: known['groupId'] } : {};
      const { target, ...rest } = good(op, input);
      requireFaultless(await hub.ask(op, { ...rest, target: `${target.split('?')[0]}?${query}` }, { name: 'a query' }));
    }
  });
});

describe('a path', () => {
  const meeting = (): string => known['meetingId']!;

  it.each<[string, () => string]>([
    ['dots', () => '/api/meetings/../../etc/passwd'], ['encoded dots', () => '/api/meetings/%2e%2e/%2e%2e/session'], ['an encoded slash', () => `/api/meetings%2f${meeting()}`], ['an encoded slash in an id', () => `/api/meetings/${meeting()}%2fhistory`], ['a backslash', () => `/api/meetings\\${meeting()}`],
    ['NUL', () => `/api/meetings/${meeting()}%00`], ['twice encoded', () => `/api/meetings/%25%32%65`], ['what does not decode', () => '/api/meetings/%zz'], ['overlong UTF-8', () => '/api/meetings/%c0%ae'], ['an empty id', () => '/api/meetings//history'], ['a matrix parameter', () => `/api/meetings/${meeting()};x=1`],
    ['nine thousand characters', () => `/api/meetings/${'a'.repeat(9_000)}`], ['another prefix', () => `//api/meetings/${meeting()}`], ['capitals', () => `/API/meetings/${meeting()}`], ['a slash at the end', () => `/api/meetings/${meeting()}/`], ['a fragment', () => `/api/meetings/${meeting()}#x`], ['__proto__', () => '/api/__proto__'],
  ])('with %s leads nowhere, or to a refusal', async (_, target) => {
    const came = await send(hub.leaks.url, { ...good(MeetingDetails, { meetingId: meeting() }), target: target() });
    expect({ status: came.status, type: came.headers['content-type'] }).not.toMatchObject({ status: 200, type: expect.stringContaining('json') });
    expect(came.status).toBeLessThan(500 + Number(came.body.startsWith('The web client is not built')) * 10);
  });

  it.each(['HEAD', 'OPTIONS', 'TRACE', 'PATCH', 'PUT', 'DELETE', 'PROPFIND', 'PURGE', 'SEARCH'])('by the method %s is not offered where no operation declares it, and writes nothing', async (method) => {
    await hub.ledger.byOperations();
    for (const path of new Set(operations.filter((op) => op.routed).map((op) => op.path))) {
      if (operations.some((op) => op.path === path && (op.method === method || (method === 'HEAD' && op.method === 'GET')))) continue;
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? meeting());
      const came = await send(hub.leaks.url, { ...good(Me), method, target: `/api${filled}` });
      expect([path, `${came.status}`]).toEqual([path, expect.stringMatching(elsewhere(path, method) ? /^4/ : /^404/)]);
      if (method !== 'HEAD') expect(JSON.parse(came.body)).toMatchObject({ type: expect.stringMatching(/^urn:knutpunkt:problem:/) });
    }
    expect(await hub.ledger.byOperations()).toEqual([]);
  });
});

describe('bytes that are hardly HTTP', () => {
  const get = (head: string): string => `GET /api/me HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n`;

  const broken: [string, string][] = [
    ['no host', 'GET /api/me HTTP/1.1\r\n\r\n'], ['HTTP/0.9', 'GET /api/me\r\n\r\n'], ['HTTP/9.9', 'GET /api/me HTTP/9.9\r\nhost: x\r\n\r\n'], ['HTTP/2 without asking', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'], ['a TLS greeting', '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03'], ['nothing but NUL', '\0'.repeat(500)],
    ['two lengths', 'POST /api/meetings HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!'], ['a length and chunks', 'POST /api/meetings HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /api/me HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['a chunk that is none', 'POST /api/meetings HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'], ['a length below nothing', 'POST /api/meetings HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n'], ['a folded header', get('x-a: 1\r\n 2')], ['a NUL in a header', get('x-a: a\0b')], ['a header without a name', get(': x')], ['a space before the colon', get('x-a : 1')],
    ['a header of 20,000 characters', get(`x-a: ${'a'.repeat(20_000)}`)], ['3,000 headers', get(Array.from({ length: 3_000 }, (_, i) => `x-${i}: 1`).join('\r\n'))], ['a whole address', 'GET http://elsewhere.example/api/me HTTP/1.1\r\nhost: x\r\n\r\n'], ['an asterisk', 'OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n'], ['a tunnel', 'CONNECT internal:5432 HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['an upgrade', get('connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13')], ['an upgrade to h2c', get('connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAARAAAAAAAIAAAAA')], ['an expectation', get('expect: 200-maybe')], ['a bearer of a megabyte', get(`authorization: Bearer ${'a'.repeat(10_000)}`)], ['a cookie that is none', get('cookie: ;;;=;__Host-knutpunkt=%00;__Host-knutpunkt')],
  ];

  it('are refused or dropped, and others are answered meanwhile', async () => {
    const all = Promise.all(broken.map(async ([what, bytes]) => [what, (await sendBytes(hub.leaks.url, Buffer.from(bytes, 'latin1'))).slice(0, 12)]));
    requireFaultless(await hub.ask(Me, good(Me), { name: 'beside broken bytes' }));

    expect((await all).filter(([, came]) => !/^(HTTP\/1\.1 [34]|$)/.test(came!))).toEqual([]);
  });
});

it('who speaks slowly holds nobody else up, and is let go', async () => {
  const { hostname, port } = new URL(hub.leaks.url);
  const slow = Array.from({ length: 200 }, (_, i): Socket => {
    const socket = connect(Number(port), hostname, () => socket.write(i % 2 ? 'GET /api/me HTTP/1.1\r\nhost: x\r\nx-a: ' : `POST /api/meetings HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\nidempotency-key: k\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{`));
    return socket.on('error', () => undefined).resume();
  });
  const dripping = setInterval(() => slow.forEach((socket) => { if (socket.writable) socket.write('a'); }), 200);
  try {
    for (let i = 0; i < 20; i += 1) requireFaultless(await hub.ask(UpcomingMeetings, good(UpcomingMeetings), { name: 'beside slow ones' }));
    if (thorough) await eventually(() => expect(slow.filter((socket) => !socket.destroyed && !socket.readableEnded)).toHaveLength(0), 100_000);
  } finally {
    clearInterval(dripping);
    slow.forEach((socket) => socket.destroy());
  }
}, 120_000);
