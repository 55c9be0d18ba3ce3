import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionView, ItemView, MeetingView } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { LeakHub } from './leak-hub.js';
import { marksLater } from './marked-life.js';
import { addressMark, marks, type Mark } from './marks.js';
import { agendaOf, drafted, groupOf, itemTexts, personId, when } from './scene.js';
import { services, tablesOf } from './snapshot.js';
import { typedFields } from './typed.js';
import { WrittenLines } from './written-lines.js';

let leaks: LeakHub;
let logs: WrittenLines;
let metrics: string;
let tables: ReadonlyMap<string, string>;
let individual: MeetingView;

const texts = { title: 'Om KANARIERUBRIK', about: 'Om KANARIEINNEHÅLL', place: 'KANARIELOKAL, plan 2', link: 'https://video.example/kanarielank' };
const raw = async (method: string, path: string, { body, headers = {} }: { body?: string; headers?: Record<string, string> } = {}): Promise<number> => {
  const response = await fetch(leaks.url + path, { method, headers: { authorization: `Bearer ${await leaks.token('eva.kop')}`, 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'if-match': '"s1.c1"', ...headers }, ...(body ? { body } : {}) });
  await response.arrayBuffer();
  return response.status;
};

/** A meeting in whose every field a mark stands, through its whole life. */
async function aWholeLife(): Promise<void> {
  const group = await groupOf(leaks, 'eva.kop', 'PROV-UNG');
  let view = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...when, ...texts, groupId: group.id, people: [await personId(leaks, 'ines.kop')] }]);
  const reply = () => leaks.does('rut.kop', ['PUT', `/meetings/${view.id}/reply`, { startsAt: view.startsAt, answer: 'no', comment: 'Tyvärr KANARIEKOMMENTAR' }]);
  await reply();
  const change = async (...asked: [string, string, object]): Promise<void> => { view = await leaks.does<MeetingView>('eva.kop', asked, (await leaks.does<MeetingView>('eva.kop', ['GET', `/meetings/${view.id}`])).version); };
  await change('PUT', `/meetings/${view.id}/description`, { title: 'Åter KANARIERUBRIK', about: 'Åter KANARIEINNEHÅLL' });
  await change('POST', `/meetings/${view.id}/reschedule`, { ...when, starts: when.starts.replace('T13', 'T12'), place: texts.place, link: texts.link });
  await reply();
  await change('POST', `/meetings/${view.id}/cancel`, { reason: 'För att KANARIESKÄL' });
  individual = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...when, groupId: (await groupOf(leaks, 'eva.kop', 'PROV-SIG')).id }]);
}

/** Marks in every field of an agenda and of a request. */
async function agendaAndRequest(): Promise<void> {
  const meeting = await leaks.does<MeetingView>('eva.kop', ['POST', '/meetings', { ...when, groupId: (await groupOf(leaks, 'eva.kop', 'PROV-UNG')).id }]);
  const { actionId } = await agendaOf(leaks, 'eva.kop', meeting);
  const { version } = await leaks.does<ActionView>('eva.kop', ['GET', `/actions/${actionId!}`]);
  await leaks.does('eva.kop', ['POST', `/actions/${actionId!}/not-done`, { reason: 'För att KANARIEOGJORD' }], version);
  const item = await leaks.does<ItemView>('eva.kop', ['POST', `/agendas/${meeting.id}/items`, itemTexts]);
  await leaks.does('eva.kop', ['POST', `/agendas/${meeting.id}/items/${item.id}/decline`, { reason: 'För att KANARIEAVSLAG' }], item.version);
  const request = `/referrals/${(await drafted(leaks, 'eva.kop', { to: 'VB-POL' })).id}`;
  await leaks.does('eva.kop', ['POST', `${request}/send`, {}]);
  await eventually(() => leaks.does('sven.pol', ['POST', `${request}/receive`, {}]), 30_000);
  await leaks.does('sven.pol', ['POST', `${request}/ask`, { question: 'Om KANARIEFRÅGA' }]);
  const notes = await leaks.does<{ version: string }>('sven.pol', ['GET', `${request}/own-notes`]);
  await leaks.does('sven.pol', ['PUT', `${request}/own-notes`, { text: 'Om KANARIEEGET' }], notes.version);
}

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
  logs = new WrittenLines();
  leaks = await LeakHub.start();
  await aWholeLife();
  await agendaAndRequest();
  await marksLater(leaks, texts);
  await badInput();
  await refusingMailServer();
  await brokenDatabase();
  [metrics, tables] = [await leaks.metrics(), await everyTable()];
}, 180_000);

afterAll(async () => {
  await leaks?.stop();
  logs?.restore();
});

const all: readonly (readonly [string, Mark])[] = [...marks, addressMark].map((mark) => [mark.what, mark] as const);

describe('what people wrote', () => {
  it('was written in every field that people type into, in every operation', () => {
    expect(typedFields.filter((field) => !leaks.marked.has(field))).toEqual([]);
    expect(typedFields.length).toBeGreaterThan(30);
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
    expect(logs.text).not.toContain(text);
    expect(decodeURIComponent(logs.text.replaceAll(/%(?![0-9A-F]{2})/gi, ''))).not.toContain(text);
    expect(metrics).not.toContain(text);
  });

  it.each(marks.filter(({ mails }) => !mails).map((mark) => [mark.what, mark] as const))('%s is in no mail', (_, { text }) => {
    expect(leaks.mailbox.messages().length).toBeGreaterThan(5);
    expect(JSON.stringify(leaks.mailbox.messages())).not.toContain(text);
  });

  it('no mail tells one recipient the address of another', () => {
    for (const { to, text, subject, calendar } of leaks.mailbox.messages()) {
      const addresses = `${text} ${subject} ${(calendar ?? '').replaceAll('\r\n ', '')}`.match(/[\w.-]+kanariepost@[\w.]+/gi) ?? [];

      expect(addresses.filter((address) => !to.includes(address.toLowerCase()))).toEqual([]);
    }
  });

  it('no mail about individuals says more than when', async () => {
    const mails = await eventually(() => {
      const found = leaks.mailbox.messages().filter((mail) => JSON.stringify(mail).includes(individual.id));
      expect(found.length).toBeGreaterThan(0);
      return found;
    });

    for (const mail of mails) expect(mail.subject).toMatch(/^Kallelse: Möte i Knutpunkt, /);
  });
});
