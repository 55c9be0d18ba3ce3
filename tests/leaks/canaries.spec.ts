import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isUnsafe, operations } from '@knutpunkt/contracts';
import { Metrics, serveOps } from '@knutpunkt/service-kit';
import { eventually } from '@knutpunkt/testing';
import { LeakHub } from './leak-hub.js';
import { markedLife, texts } from './marked-life.js';
import { addressMark, marks as typed, type Mark } from './marks.js';
import { digestsSayNoMore } from './neutral-digest.js';
import { mailsSayNoMore } from './neutral-mail.js';
import { everybody, ownMarks, ownTexts, strayed, type Known } from './own-texts.js';
import { foreign, partiesOf, type Parties } from './parties.js';
import { markSeed } from './random-marks.js';
import { everythingReadBy } from './reading.js';
import { groupOf, personId, when } from './scene.js';
import { services, tablesOf } from './snapshot.js';
import { typedFields } from './typed.js';
import { Wiretap } from './wiretap.js';
import { WrittenLines } from './written-lines.js';

let leaks: LeakHub;
let logs: WrittenLines;
let metrics: string;
let tables: ReadonlyMap<string, string>;
let tap: Wiretap;
let places: Known;
let parties: Parties;
const marks: readonly Mark[] = [...typed, ...ownMarks];

const raw = async (method: string, path: string, { body, headers = {} }: { body?: string; headers?: Record<string, string> } = {}): Promise<number> => {
  const response = await fetch(leaks.url + path, { method, headers: { authorization: `Bearer ${await leaks.token('eva.kop')}`, 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'if-match': '"s1.c1"', ...headers }, ...(body ? { body } : {}) });
  await response.arrayBuffer();
  return response.status;
};

/** Marks in what is refused, and in what never gets as far as a rule. */
async function badInput(): Promise<void> {
  const group = await groupOf(leaks, 'eva.kop', 'PROV-UNG');
  const refused = [
    { ...when, ...texts, title: '19121212-1212 KANARIEAVVISAD', groupId: group.id }, { ...when, KANARIEAVVISAD: 'KANARIEAVVISAD', groupId: group.id }, { ...when, zone: 'KANARIEAVVISAD' },
    { ...when, link: 'KANARIEAVVISAD' }, { ...when, place: 'KANARIEAVVISAD'.repeat(50) }, { ...when, starts: 'KANARIEAVVISAD' }, { ...when, groupId: 'KANARIEAVVISAD' },
  ];
  for (const body of refused) expect(await raw('POST', '/api/meetings', { body: JSON.stringify(body) })).toBeGreaterThanOrEqual(400);
  expect(await raw('POST', '/api/meetings', { body: '{"title": "KANARIEAVVISAD' })).toBe(400);
  expect(await raw('GET', '/api/possible-participants?search=KANARIES%C3%96K')).toBe(200);
  expect(await raw('GET', '/api/possible-participants?search=KANARIES%C3%96K&search=KANARIES%C3%96K')).toBe(400);
  for (const path of ['/api/KANARIESTIG', '/api/meetings/KANARIESTIG', '/KANARIESTIG', '/api/meetings?cursor=KANARIESTIG', '/auth/callback?code=KANARIESTIG&state=KANARIESTIG']) await raw('GET', path);
  for (const name of ['x-request-id', 'idempotency-key', 'if-match', 'user-agent', 'referer', 'traceparent', 'last-event-id']) await raw('PUT', `/api/meetings/${randomUUID()}/description`, { body: '{}', headers: { [name]: `"KANARIEHUVUD ${name}"` } });
  await raw('GET', '/api/me', { headers: { authorization: 'Bearer KANARIEHUVUD.KANARIEHUVUD.KANARIEHUVUD' } });
}

/** Databases quote the row that they refuse: into errors, and so into logs and dead letters. */
async function brokenDatabase(): Promise<void> {
  const group = await groupOf(leaks, 'eva.kop', 'PROV-UNG');
  await leaks.hub.asAdmin('meetings', "alter table meeting_contents add constraint refuses check (title not like '%TRASIG%') not valid");
  await leaks.hub.asAdmin('notifications', "alter table matters add constraint refuses check (place not like '%plan 3%') not valid");
  expect(await raw('POST', '/api/meetings', { body: JSON.stringify({ ...when, ...texts, title: 'KANARIETRASIG', groupId: group.id }) })).toBe(500);
  await leaks.does('eva.kop', ['POST', '/meetings', { ...when, ...texts, place: 'KANARIELOKAL, plan 3', groupId: group.id }]);
  await eventually(async () => expect(await leaks.hub.asAdmin('notifications', "select from inbox where state = 'waiting' and consumer = 'meetings'")).toHaveLength(1), 30_000);
}

/** A mail server that refuses is written about, too. */
async function refusingMailServer(): Promise<void> {
  await eventually(() => expect(leaks.mailbox.messages('karl-kanariepost@provpolis.example').length).toBeGreaterThan(1), 30_000);
  leaks.mailbox.behave({ refuse: true });
  await leaks.does('eva.kop', ['POST', '/meetings', { ...when, ...texts, people: [await personId(leaks, 'rut.kop')] }]);
  await eventually(() => expect(logs.text).toContain('a mail was not taken over'), 30_000);
  leaks.mailbox.behave({});
  await eventually(async () => expect(await mailsLeft()).toEqual([]), 45_000);
}

/** The mails that wait. What is gathered for a minute is told as if the minute had passed. */
async function mailsLeft(): Promise<object[]> {
  await leaks.hub.asAdmin('notifications', "update mails set sent_at = sent_at - interval '1 minute'");
  await leaks.hub.asAdmin('notifications', 'update mails set due_at = now() where sent_at is null and due_at > now() and attempts = 0');
  return leaks.hub.asAdmin('notifications', 'select from mails where sent_at is null and dropped_at is null');
}

async function everyTable(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const service of services) {
    for (const table of await tablesOf(leaks.hub, service)) found.set(`${service}.${table}`, JSON.stringify(await leaks.hub.asAdmin(service, `select t::text as row from ${table} t`)));
  }
  return found;
}

beforeAll(async () => {
  process.stderr.write(`marks made of LEAK_SEED=${markSeed}\n`);
  logs = new WrittenLines();
  leaks = await LeakHub.start();
  tap = await Wiretap.on(leaks.hub);
  await markedLife(leaks);
  await badInput();
  await refusingMailServer();
  places = await ownTexts(leaks);
  await brokenDatabase();
  [metrics, tables, parties] = [await leaks.metrics(), await everyTable(), await partiesOf(leaks)];
}, 280_000);

afterAll(async () => {
  await leaks?.stop();
  logs?.restore();
});

/** Where else than in a table somebody could read a mark who reads no meetings. */
function told(text: string): string[] {
  const lines = [logs.text, decodeURIComponent(logs.text.replaceAll(/%(?![0-9A-F]{2})/gi, ''))];
  return [...(lines.some((line) => line.includes(text)) ? ['a log'] : []), ...(metrics.includes(text) ? ['a metric'] : [])];
}

/** The marks in a text, beside the place, which is mailed. */
const marksIn = (said: string): string[] => marks.filter(({ text }) => text !== 'KANARIELOKAL' && said.includes(text)).map(({ what }) => what);

const all: readonly (readonly [string, Mark])[] = [...marks, addressMark].map((mark) => [mark.what, mark] as const);

describe('what people wrote', () => {
  it('was written in every field that people type into, in every operation', () => {
    expect(typedFields.filter((field) => !leaks.marked.has(field))).toEqual([]);
    expect(typedFields.length).toBeGreaterThan(30);
  });

  it('was written by people of every organisation, each field with a mark of its own', () => {
    const marksThere = leaks.marks.written.map(({ mark }) => mark);

    expect([...new Set(leaks.marks.written.map(({ organisation }) => organisation))].toSorted()).toEqual(['bos', 'kop', 'pol']);
    expect(new Set(marksThere).size).toBe(marksThere.length);
    expect(marksThere.length).toBeGreaterThan(100);
  });

  it('was written: each mark is where it should be', () => {
    const absent = [...marks, addressMark].filter(({ tables: where, text }) => where.source !== '^$' && ![...tables].some(([table, rows]) => where.test(table) && rows.includes(text)));

    expect(absent.map(({ what }) => what)).toEqual([]);
    expect(logs.text).toContain('an operation failed');
    expect(logs.text).toContain('an event could not be handled');
    expect(metrics).toContain('knutpunkt_operation_seconds');
  });

  it.each(all)('%s is in no table but its own: not in events, audit rows, keys, dead letters', (_, { text, tables: where }) => {
    expect([...tables].filter(([table, rows]) => !where.test(table) && rows.includes(text)).map(([table]) => table)).toEqual([]);
  });

  it.each(all)('%s is in no log and no metric', (_, { text }) => {
    expect(told(text)).toEqual([]);
  });

  it('a mark that comes into a line of a log, as it is or in an address, and into a metric is found', async () => {
    const before = metrics;
    const planted = new Metrics('meetings');
    planted.operations.observe({ operation: 'KANARIEINMETER', status: '200' }, 1);
    const ops = await serveOps(0, {}, planted);
    fs.writeSync(2, '{"service":"meetings","kind":"KANARIEIRAD","reason":"/api/KANARIE%C3%84DRESS"}\n');
    metrics += await (await fetch(`http://127.0.0.1:${ops.port}/metrics`)).text();
    await ops.close();

    expect([told('KANARIEIRAD'), told('KANARIEÄDRESS'), told('KANARIEINMETER')]).toEqual([['a log'], ['a log'], ['a metric']]);
    metrics = before;
  });

  it.each(marks.filter(({ mails }) => !mails).map((mark) => [mark.what, mark] as const))('%s is in no mail', (_, { text }) => {
    expect(leaks.mailbox.messages().length).toBeGreaterThan(5);
    expect(JSON.stringify(leaks.mailbox.messages().map((mail) => ({ ...mail, calendar: mail.calendar?.replaceAll('\r\n ', '') })))).not.toContain(text);
  });

  it('no mail tells one recipient the address of another', () => {
    for (const { to, text, subject, headers, calendar } of leaks.mailbox.messages()) {
      const addresses = `${text} ${subject} ${headers.join(' ')} ${(calendar ?? '').replaceAll('\r\n ', '')}`.match(/[\w.-]+kanariepost@[\w.]+/gi) ?? [];

      expect(addresses.filter((address) => !to.includes(address.toLowerCase()))).toEqual([]);
    }
  });

  it('a mail about individuals tells each who is called when, where and where to read more, and nothing else: in its text, its headers and its calendar entry', () => mailsSayNoMore(leaks, marksIn));

  it('the one mail about many meetings about individuals says no more of each, in its text and in the file of their entries', () => digestsSayNoMore(leaks, marksIn));
});

const changes = operations.filter(isUnsafe).map(({ name }) => name);
describe('what everybody reads: every query, every page, papers, the stream, refusals', () => {
  it.each(everybody)('%s reads what was addressed to him, and nothing else', async (username) => {
    const mine = await everythingReadBy(leaks, username, places);

    expect(strayed(mine, username)).toEqual([]);
    expect(foreign(mine, username, { written: leaks.marks.written, parties })).toEqual([]);
    expect([...new Set(mine.filter(({ where, status }) => status < 400 && changes.includes(where)).map(({ where }) => where))]).toEqual([]);
    expect(ownMarks.filter(({ readers, text }) => readers.includes(username) && !mine.some((one) => one.text.includes(text))).map(({ what }) => what)).toEqual([]);
  });

  it('a mark that comes into what another reads is found', async () => {
    const [before] = await leaks.hub.asAdmin<{ about: string }>('meetings', 'select about from meeting_contents where meeting_id = $1', [places.meetingId![0]]);
    const write = (about: string): Promise<unknown> => leaks.hub.asAdmin('meetings', 'update meeting_contents set about = $1 where meeting_id = $2', [about, places.meetingId![0]]);
    await write('Om KANARIEPOLISEGET');
    try {
      expect(strayed(await everythingReadBy(leaks, 'rut.kop', places, ['MeetingDetails']), 'rut.kop')).toEqual(['the police\'s own meeting in MeetingDetails']);
    } finally {
      await write(before!.about);
    }
  });

  it('a mark of another organisation\'s that comes there is found by the letters that are its own', async () => {
    const [before] = await leaks.hub.asAdmin<{ about: string }>('meetings', 'select about from meeting_contents where meeting_id = $1', [places.meetingId![0]]);
    const write = (about: string): Promise<unknown> => leaks.hub.asAdmin('meetings', 'update meeting_contents set about = $1 where meeting_id = $2', [about, places.meetingId![0]]);
    const { mark } = leaks.marks.written.find(({ organisation, at }) => organisation === 'pol' && at === `meetings ${places.meetingId![1]}`)!;
    await write(`Om ${mark}`);
    try {
      expect(foreign(await everythingReadBy(leaks, 'rut.kop', places, ['MeetingDetails']), 'rut.kop', { written: leaks.marks.written, parties })).toEqual([`${mark}, of pol in meetings ${places.meetingId![1]}, in MeetingDetails`]);
    } finally {
      await write(before!.about);
    }
  });
});

describe('what is told between the services', () => {
  it('is no text but a place and a link', async () => {
    const events = await tap.events();

    expect(events).toContain('KANARIELOKAL');
    expect(marks.filter(({ text, tables: where }) => !/outbox/.test(where.source) && events.includes(text)).map(({ what }) => what)).toEqual([]);
  });

  it('rings to people without a word; a word would be found', async () => {
    expect(tap.rings).toBeGreaterThan(10);
    expect(tap.words).toEqual([]);

    (await leaks.hub.nats('notifications')).publish('live.KANARIEPLANTERAD', 'KANARIERUBRIK');
    await eventually(() => expect(tap.words).toEqual(['KANARIERUBRIK']));
  });

  it('a place is mailed to those only who may know it', async () => {
    for (const { text, readers } of ownMarks.filter(({ mails }) => mails)) {
      const told = await eventually(() => {
        const found = leaks.mailbox.messages().filter((mail) => JSON.stringify(mail).includes(text)).flatMap(({ to }) => to);
        expect(found.length).toBeGreaterThan(0);
        return found;
      }, 30_000);

      expect(told.filter((to) => !readers.some((username) => to.startsWith(`${username.split('.')[0]}-`)))).toEqual([]);
    }
  });
});
