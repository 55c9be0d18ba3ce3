import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { startMailbox, type Mailbox } from './mailbox.js';

const base = mkdtempSync(join(tmpdir(), 'mailbox '));
const dir = join(base, 'mail');
let mailbox: Mailbox;

const ENTRY = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
const mail = (changes = {}) => ({
  from: 'knutpunkt@example.se', to: 'Anna@koping.example', subject: 'Möte <Unggruppen>', text: 'Onsdag 25 november, Rådhuset', messageId: '<one@knutpunkt>', icalEvent: { method: 'REQUEST', content: ENTRY }, ...changes,
});
const send = (message: ReturnType<typeof mail>, timeout = 5_000) => createTransport({ url: mailbox.smtpUrl, socketTimeout: timeout }).sendMail(message);

beforeEach(async () => void (mailbox = await startMailbox({ dir })));
afterEach(async () => {
  await mailbox.stop();
  rmSync(dir, { recursive: true });
});
afterAll(() => rmSync(base, { recursive: true }));

describe('the mailbox', () => {
  it('keeps a mail with its calendar entry, over a restart, in files that only we read', async () => {
    await send(mail());
    await mailbox.stop();
    mailbox = await startMailbox({ dir });
    expect(mailbox.messages('anna@koping.example')).toMatchObject([{ subject: 'Möte <Unggruppen>', text: expect.stringContaining('Rådhuset'), calendar: expect.stringContaining('METHOD:REQUEST'), from: 'knutpunkt@example.se', deliveries: 1 }]);
    expect(statSync(join(dir, readdirSync(dir)[0]!)).mode & 0o777).toBe(0o600);
  });

  it('keeps a mail once for each recipient, however often it comes', async () => {
    await send(mail());
    await send(mail());
    await send(mail({ to: ['anna@koping.example', 'bo@koping.example'] }));
    expect(mailbox.messages('anna@koping.example')).toMatchObject([{ deliveries: 3 }]);
    expect(mailbox.messages('bo@koping.example')).toMatchObject([{ to: ['bo@koping.example'] }]);
    expect(mailbox.messages()).toHaveLength(2);
  });

  it('can refuse for a while with an answer that asks to try again', async () => {
    mailbox.behave({ refuse: true });
    await expect(send(mail())).rejects.toMatchObject({ responseCode: 451 });
    mailbox.behave({});
    await send(mail());
    expect(mailbox.messages()).toHaveLength(1);
  });

  it('can reject one recipient alone', async () => {
    mailbox.behave({ reject: 550, only: ['anna@koping.example'] });
    await expect(send(mail({ to: 'anna@koping.example' }))).rejects.toMatchObject({ responseCode: 550 });
    await send(mail({ to: 'bo@koping.example' }));
    expect(mailbox.messages().map(({ to }) => to)).toEqual([['bo@koping.example']]);
  });

  it('knows that nobody is at an address that ends with .invalid', async () => {
    await expect(send(mail({ to: 'anna@koping.INVALID' }))).rejects.toMatchObject({ responseCode: 550 });
    expect(mailbox.messages()).toEqual([]);
  });

  it('can keep a mail but answer too late for its sender', async () => {
    mailbox.behave({ answerAfterMs: 1_500 });
    await expect(send(mail(), 500)).rejects.toThrow(/timeout/i);
    expect(mailbox.messages()).toHaveLength(1);
  });
});

describe('the page of the mailbox', () => {
  const page = async (path: string) => {
    const response = await fetch(new URL(path, mailbox.pageUrl));
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  it('lists the newest first and one recipient alone, with text escaped, under a strict policy', async () => {
    await send(mail());
    await send(mail({ messageId: '<two@knutpunkt>', to: 'bo@koping.example', subject: 'Senare' }));
    const all = await page('/');
    expect(all.text.indexOf('Senare')).toBeLessThan(all.text.indexOf('Möte &lt;Unggruppen&gt;'));
    expect(all.text.match(/<h1>/g)).toHaveLength(1);
    expect(all.headers.get('content-security-policy')).toContain(`default-src 'none'; style-src 'self'; script-src 'none'`);
    expect((await page('/?to=bo%40koping.example')).text).not.toContain('Unggruppen');
  });

  it('shows one mail with the calendar entry as text', async () => {
    await send(mail());
    const shown = await page('/mail/00000001');
    expect(shown.text).toContain('Onsdag 25 november, Rådhuset');
    expect(shown.text).toContain('METHOD:REQUEST');
    expect((await page('/mail/00000002')).status).toBe(404);
  });

  it('gives the same as JSON, and nothing to another host name or another method', async () => {
    await send(mail());
    expect(JSON.parse((await page('/api/messages?to=anna@koping.example')).text)).toMatchObject([{ messageId: '<one@knutpunkt>' }]);
    expect(JSON.parse((await page('/api/messages?to=bo@koping.example')).text)).toEqual([]);
    expect((await fetch(mailbox.pageUrl, { method: 'POST' })).status).toBe(405);
  });
});
