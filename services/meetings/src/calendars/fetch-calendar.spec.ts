import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Problem } from '@knutpunkt/contracts';
import { calendarAddress } from './address.js';
import { fetchCalendar, internet, type Reach } from './fetch-calendar.js';

const calendar = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n';
let server: Server;
let port: number;
const asked: string[] = [];
const to = (location: string) => (answer: ServerResponse): void => void answer.writeHead(302, { location }).end();
const sends = (body: string | Buffer, headers: Record<string, string> = {}, status = 200) => (answer: ServerResponse): void => void answer.writeHead(status, headers).end(body);

/** What the server answers, by path. */
const paths: Record<string, (answer: ServerResponse) => void> = {
  '/good.ics': sends(calendar, { 'content-type': 'text/plain' }), '/mark.ics': sends(`\uFEFF\n${calendar}`), '/gone': sends('', {}, 404), '/shut': sends('', {}, 401), '/ill': sends('', {}, 500), '/nothing': sends('', {}, 204),
  '/login': sends('<html>Logga in</html>', { 'content-type': 'text/calendar' }), '/packed': sends(gzipSync(calendar), { 'content-encoding': 'gzip' }),
  '/large': sends(calendar + 'X'.repeat(20_000)), '/endless': (answer) => { answer.writeHead(200); const more = setInterval(() => answer.write('X'.repeat(8_000)), 1); answer.on('close', () => clearInterval(more)); },
  '/slow': (answer) => void answer.writeHead(200).write('BEGIN:VCALENDAR\r\n'), '/silent': () => undefined,
  '/moved': to('/good.ics'), '/round': to('/round'), '/home': to('http://127.0.0.1:1/admin'), '/cloud': to('http://169.254.169.254/latest/meta-data/'), '/six': to('http://[::1]/'), '/mapped': to('http://[::ffff:10.0.0.1]/'), '/number': to('http://2130706433/'), '/file': to('file:///etc/passwd'), '/named': to('http://inside.example/'), '/nowhere': to('http://['),
};

beforeAll(async () => {
  server = createServer((request, answer) => {
    asked.push(request.headers.host!);
    (paths[request.url!] ?? sends('', {}, 404))(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Names of a test: `calendar.example` is the server, `inside.example` is in a closed network, `both.example` is in both. */
const names: Record<string, string[]> = { 'calendar.example': ['127.0.0.2'], 'inside.example': ['10.1.2.3'], 'both.example': ['127.0.0.2', '10.1.2.3'] };
const resolve: LookupFunction = (name, _, done) => {
  const found = names[name]?.map((address) => ({ address, family: 4 }));
  return found ? done(null, found) : done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '');
};
/** The test's server stands for the internet, at 127.0.0.2; everything else of this machine is as closed as it is. */
const reach: Reach = { ...internet, insecure: true, resolve, mayReach: (address) => address === '127.0.0.2' || internet.mayReach(address), limits: { bytes: 10_000, ms: 400, redirects: 2 } };
const fetched = (path: string, name = 'calendar.example', more: Partial<Reach> = {}) => fetchCalendar(new URL(`http://${name}:${port}${path}`), { ...reach, ...more });

describe('a calendar that is fetched', () => {
  it.each(['/good.ics', '/moved', '/mark.ics'])('is taken from %s', async (path) => {
    expect(await fetched(path)).toEqual({ text: calendar });
  });

  it.each([
    ['/gone', 'not-found'], ['/shut', 'not-found'], ['/ill', 'server-error'], ['/nothing', 'server-error'], ['/login', 'not-a-calendar'], ['/packed', 'server-error'], ['/large', 'too-large'], ['/endless', 'too-large'],
    ['/slow', 'too-slow'], ['/silent', 'too-slow'], ['/round', 'too-many-redirects'], ['/home', 'closed-network'], ['/cloud', 'closed-network'], ['/six', 'closed-network'], ['/mapped', 'closed-network'], ['/number', 'closed-network'], ['/file', 'not-secure'], ['/named', 'not-reached'], ['/nowhere', 'server-error'],
  ])('is not taken from %s: %s', async (path, fault) => {
    expect(await fetched(path)).toEqual({ fault });
  });

  it('is not asked for where its name leads into a closed network, also beside another address, or nowhere', async () => {
    const before = asked.length;

    expect([await fetched('/good.ics', 'inside.example'), await fetched('/good.ics', 'both.example'), await fetched('/good.ics', 'nobody.example')]).toEqual([{ fault: 'not-reached' }, { fault: 'not-reached' }, { fault: 'not-reached' }]);
    expect(asked).toHaveLength(before);
  });

  it('is fetched from the very address that was looked at: a name that leads elsewhere a moment later leads nobody there', async () => {
    let times = 0;
    const turning: LookupFunction = (name, options, done) => (times++ === 0 ? resolve(name, options, done) : done(null, [{ address: '10.1.2.3', family: 4 }]));

    expect(await fetched('/good.ics', 'calendar.example', { resolve: turning })).toEqual({ text: calendar });
    expect(times).toBe(1);
    expect(await fetched('/good.ics', 'calendar.example', { resolve: turning })).toEqual({ fault: 'not-reached' });
  });

  it('is not fetched unencrypted where that is not a test', async () => {
    expect(await fetched('/good.ics', 'calendar.example', { insecure: false })).toEqual({ fault: 'not-secure' });
  });
});

describe('the address of a calendar', () => {
  const taken = (typed: string): string | undefined => {
    try {
      return calendarAddress(typed, internet).href;
    } catch (error) {
      return error instanceof Problem ? error.body.errors?.[0]?.code : String(error);
    }
  };

  it.each(['https://outlook.office365.com/owa/calendar/a@b.se/c/calendar.ics', '  webcal://p01.icloud.com/published/2/X  ', 'WEBCALS://kalender.example/å.ics'])('is taken as %s', (typed) => {
    expect(taken(typed)).toMatch(/^https:\/\/[a-z]/);
  });

  it.each(['', 'kalender', 'http://kalender.example/a.ics', 'ftp://kalender.example/', 'https://a:b@kalender.example/', 'https://kalender.example:8443/', 'https://localhost/', 'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://[::1]/', 'https://169.254.169.254/', 'https://10.0.0.1/a.ics', 'javascript:alert(1)', `https://kalender.example/${'a'.repeat(2_000)}`])('is not %s', (typed) => {
    expect(taken(typed)).toBe('calendar-address-not-taken');
  });
});
