import { describe, expect, it } from '@jest/globals';
import { reply, zone } from './cases/a-case.js';
import { incomingOf } from './incoming.js';
import { readItip } from './itip.js';

const written = 'Åäö i Västerås';
const calendar = reply('ACCEPTED', [`COMMENT:${written}`]);
const head = 'From: Karl <karl@polisen.example>\r\nTo: svar@hub.example\r\nSubject: Accepterat\r\nMessage-ID: <1@polisen.example>\r\nMIME-Version: 1.0\r\n';

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll(/(.{76})/g, '$1\r\n');
const quoted = (bytes: Buffer): string => [...bytes].map((byte) => (byte === 13 || byte === 10 ? String.fromCharCode(byte) : byte > 126 || byte < 32 || byte === 61 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte))).join('').replaceAll(/([^\r\n]{60,70}?)(?==)/g, '$1=\r\n');
const part = (type: string, encoding: string, body: string): string => `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`;
const several = (kind: string, ...parts: string[]): string => `Content-Type: multipart/${kind}; boundary=x\r\n\r\n${parts.map((one) => `--x\r\n${one}`).join('')}--x--\r\n`;
const text = part('text/plain; charset=utf-8', '8bit', 'Hej');
const utf8 = Buffer.from(calendar);
const latin1 = Buffer.from(calendar, 'latin1');

const mails: readonly (readonly [string, Buffer | string])[] = [
  ['RFC 6047 §2.4: beside a text, in base64', several('alternative', text, part('text/calendar; charset=utf-8; method=REPLY', 'base64', base64(utf8)))],
  ['RFC 6047 §2.4: quoted-printable', several('alternative', text, part('text/calendar; charset="UTF-8"; method=REPLY', 'quoted-printable', quoted(utf8)))],
  ['RFC 6047 §2.4: eight bits', several('alternative', text, part('text/calendar; charset=utf-8; method=REPLY', '8bit', calendar))],
  ['RFC 2045 §5.1: in ISO 8859-1, base64', several('mixed', text, part('text/calendar; charset=iso-8859-1; method=REPLY', 'base64', base64(latin1)))],
  ['RFC 2045 §5.1: in ISO 8859-1, quoted-printable', several('mixed', text, part('text/calendar; charset=ISO-8859-1', 'quoted-printable', quoted(latin1)))],
  ['RFC 2045 §5.1: in Windows 1252', several('mixed', text, part('text/calendar; charset=windows-1252', 'base64', base64(latin1)))],
  ['RFC 2045 §5.2: naming no character set, in UTF-8', several('mixed', text, part('text/calendar', 'base64', base64(utf8)))],
  ['RFC 2045 §5.2: naming no character set, in ISO 8859-1', several('mixed', text, part('text/calendar', 'base64', base64(latin1)))],
  ['RFC 2045 §5.1: naming UTF-8, and being ISO 8859-1', several('mixed', text, part('text/calendar; charset=utf-8', 'base64', base64(latin1)))],
  ['RFC 2045 §5.1: naming a character set that there is not', several('mixed', text, part('text/calendar; charset=x-mac-klingon', 'base64', base64(utf8)))],
  ['RFC 6047 §2.4: the calendar alone', part('text/calendar; charset=utf-8; method=REPLY', 'base64', base64(utf8))],
  ['RFC 6047 §2.4: alone, as eight bits', part('text/calendar; charset=utf-8; method=REPLY', '8bit', calendar)],
  ['Gmail: as an attachment', several('mixed', text, `Content-Disposition: attachment; filename="invite.ics"\r\n${part('application/ics; name="invite.ics"', 'base64', base64(utf8))}`)],
  ['others: as bytes with the name of a calendar', several('mixed', text, `Content-Disposition: attachment; filename="svar.ics"\r\n${part('application/octet-stream', 'base64', base64(utf8))}`)],
  ['Exchange: in a tree of parts', several('mixed', `Content-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\n${text}--y\r\n${part('text/calendar; charset=utf-8; method=REPLY', 'base64', base64(utf8))}--y--\r\n`)],
];

describe('a calendar in a mail', () => {
  it.each(mails)('%s', async (_, body) => {
    const { from, calendar: found } = await incomingOf(Buffer.from(`${head}${body}`), 'karl@polisen.example');

    expect(from).toBe('karl@polisen.example');
    expect(readItip(found!.text, { told: found!.method, zone })).toMatchObject({ method: 'REPLY', comment: written, attendees: [{ partstat: 'ACCEPTED' }] });
  });

  it('is not looked for in words, in pages and in a mail that was passed on whole', async () => {
    for (const body of [text, part('text/html', '8bit', calendar), several('mixed', text, `Content-Type: message/rfc822\r\n\r\n${head}${text}\r\n`)]) {
      expect((await incomingOf(Buffer.from(`${head}${body}`), 'a@b.example')).calendar).toBeNull();
    }
  });

  it.each(['', 'From: a@b.example, c@d.example\r\n', 'From: \r\n', 'From: undisclosed:;\r\n'])('is from nobody where it names none or several: %p', async (line) => {
    expect((await incomingOf(Buffer.from(`${line}To: svar@hub.example\r\n\r\nHej`), 'a@b.example')).from).toBe('');
  });

  it('is known again by its Message-ID, or by its bytes', async () => {
    const key = async (raw: string) => (await incomingOf(Buffer.from(raw), 'a@b.example')).key;

    expect(await key(`${head}${text}`)).toBe(await key(`X-Other: 1\r\n${head}${text}`));
    expect(await key('From: a@b.example\r\n\r\nEtt')).not.toBe(await key('From: a@b.example\r\n\r\nTvå'));
  });

  it('is never a fault, whatever the bytes are', async () => {
    for (const raw of [Buffer.alloc(0), Buffer.alloc(10_000, 0xff), Buffer.from('\r\n\r\n'), Buffer.from('Content-Type: multipart/mixed\r\n\r\n--'), Buffer.from(`${head}Content-Type: text/calendar; charset=\r\n\r\nx`)]) {
      await expect(incomingOf(raw, '')).resolves.toMatchObject({ automatic: true });
    }
  });
});
