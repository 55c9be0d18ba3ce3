import { describe, expect, it } from '@jest/globals';
import { endOf } from './post.js';

const said = (responseCode: number, command: string, text = '') => endOf({ code: 'EENVELOPE', command, responseCode, response: `${responseCode} ${text}` }).end;

describe('a mail that was not taken over', () => {
  it.each<[number, string, string?]>([[550, 'RCPT TO', '5.1.1 No such user'], [551, 'RCPT TO'], [553, 'RCPT TO'], [550, 'DATA', '5.6.0 Content refused']])('is rejected for good by %i to %s %s', (code, command, text = '') => {
    expect(said(code, command, text)).toBe('rejected');
  });

  it.each<[number, string, string?]>([
    [451, 'RCPT TO'], [452, 'DATA'], [552, 'DATA', '5.2.2 Mailbox full'], [554, 'DATA'], [550, 'RCPT TO', '5.7.1 Relaying denied'], [550, 'MAIL FROM', '5.1.8 Bad sender'], [530, 'MAIL FROM', '5.7.0 Log in first'],
  ])('is refused for now by %i to %s %s', (code, command, text = '') => {
    expect(said(code, command, text)).toBe('refused');
  });

  it.each([[421, 'DATA'], [535, 'AUTH PLAIN'], [554, 'CONN']] as const)('met no mail server that takes mails with %i to %s', (code, command) => {
    expect(said(code, command)).toBe('away');
  });

  it('gives a code as reason, never the server\'s words', () => {
    expect(endOf({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 <karl@example.se>' })).toEqual({ end: 'rejected', reason: 'smtp-550', reply: 550 });
    expect(endOf({ code: 'ETIMEDOUT', command: 'DATA' })).toEqual({ end: 'refused', reason: 'etimedout', reply: 0 });
  });
});
