import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { trusted, type Envelope } from './sender.js';
import type { Resolver } from './mail-in-settings.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
const key = publicKey.replaceAll(/-----[^-]+-----|\s/g, '');

const absent = (): never => { throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }); };
const silent = (): never => { throw Object.assign(new Error('no answer'), { code: 'ETIMEOUT' }); };
/** The DNS of polisen.example: one key, one sending host, and a policy. */
const records: Record<string, string> = { 'moln._domainkey.polisen.example': `v=DKIM1; k=rsa; p=${key}`, '_dmarc.polisen.example': 'v=DMARC1; p=reject', 'moln._domainkey.alias.example': `v=DKIM1; k=rsa; p=${key}`, '_dmarc.alias.example': 'v=DMARC1; p=reject', 'polisen.example': 'v=spf1 ip4:192.0.2.7 -all', 'annan.example': 'v=spf1 ip4:192.0.2.9 -all' };
const dns: Resolver = async (name, type) => (type === 'TXT' && records[name] ? [[records[name]]] : absent());
const down: Resolver = async () => silent();

const from = 'karl@polisen.example';
const elsewhere: Envelope = { sender: from, ip: '198.51.100.1', helo: 'relay.example' };

async function aMail({ signed = true, as = from, by = 'polisen.example' }: { signed?: boolean; as?: string; by?: string } = {}): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true, ...(signed ? { dkim: { domainName: by, keySelector: 'moln', privateKey } } : {}) });
  const { message } = await transport.sendMail({ from: as, to: 'svar@hub.example', subject: 'Accepterat', text: 'Hej' });
  return message as Buffer;
}

const asked = (raw: Buffer, envelope: Envelope = elsewhere, resolver: Resolver = dns) => trusted(raw, envelope, { trust: 'dmarc', address: 'svar@hub.example', resolver });

describe('who a mail is from (RFC 7489 §3.1)', () => {
  it('is believed by a signature of the domain that it is from', async () => {
    expect(await asked(await aMail())).toBe('yes');
  });

  it('is believed by the host that the domain sends from', async () => {
    expect(await asked(await aMail({ signed: false }), { ...elsewhere, ip: '192.0.2.7' })).toBe('yes');
  });

  it('is not believed without either', async () => {
    expect(await asked(await aMail({ signed: false }))).toBe('no');
  });

  it('is not believed by the signature of another domain, or by another\'s host', async () => {
    expect(await asked(await aMail({ as: 'chef@annan.example' }))).toBe('no');
    expect(await asked(await aMail({ signed: false }), { sender: 'x@annan.example', ip: '192.0.2.9', helo: 'annan.example' })).toBe('no');
  });

  it('is believed from another address by that address\' own domain, and by no other', async () => {
    expect(await asked(await aMail({ as: 'karl@alias.example', by: 'alias.example' }))).toBe('yes');
    expect(await asked(await aMail({ as: 'karl@alias.example', by: 'polisen.example' }))).toBe('no');
  });

  it('is not believed once the mail is changed', async () => {
    const raw = Buffer.from((await aMail()).toString().replace('Accepterat', 'Tackar nej'));
    expect(await asked(raw)).toBe('no');
  });

  it('is asked again later where the DNS does not answer', async () => {
    expect(await asked(await aMail(), elsewhere, down)).toBe('unsure');
  });

  it('is not asked where whoever hands it in has tested it', async () => {
    expect(await trusted(await aMail({ signed: false }), elsewhere, { trust: 'none', address: 'svar@hub.example', resolver: down })).toBe('yes');
  });
});
