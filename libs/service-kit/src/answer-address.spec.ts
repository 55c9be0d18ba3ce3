import { describe, expect, it } from '@jest/globals';
import { answerAddress, isFor, tokenIn } from './answer-address.js';

const answers = { address: 'svar@hub.example', key: Buffer.alloc(32, 7).toString('base64') };
const meetingId = '01900000-0000-7000-8000-00000000a001';
const recipientId = '01900000-0000-7000-8000-00000000b001';
const address = answerAddress(answers, { meetingId, recipientId });

describe('the address that a recipient answers at', () => {
  it('is one that mail servers take: 64 characters before the @ at most (RFC 5321 §4.5.3.1.1)', () => {
    expect(address).toMatch(/^svar\+[a-z2-7]{52}@hub\.example$/);
    expect(address.split('@')[0]!.length).toBeLessThanOrEqual(64);
  });

  it('names the meeting, and is known as that recipient\'s in any case of letters', () => {
    const token = tokenIn(address.toUpperCase(), answers)!;

    expect(token.meetingId).toBe(meetingId);
    expect(isFor(token, recipientId, answers)).toBe(true);
  });

  it('is nobody else\'s, and not with another key', () => {
    const token = tokenIn(address, answers)!;

    expect(isFor(token, meetingId, answers)).toBe(false);
    expect(isFor(token, recipientId, { key: Buffer.alloc(32, 8).toString('base64') })).toBe(false);
  });

  it('is another with every letter that is changed', () => {
    const wrong = address.split('@')[0]!.slice(5).split('').map((letter, i, all) => `svar+${all.with(i, letter === 'a' ? 'b' : 'a').join('')}@hub.example`);

    expect(wrong.map((one) => tokenIn(one, answers)).filter((token) => token && token.meetingId === meetingId && isFor(token, recipientId, answers)).length).toBeLessThanOrEqual(1);
  });

  it.each(['', 'svar@hub.example', 'svar+@hub.example', 'svar+abc@hub.example', 'other+aaaa@hub.example', `x${address}`, address.replace('hub.', 'hub2.'), `${address}.evil.example`])('is not in %p', (other) => {
    expect(tokenIn(other, answers)).toBeNull();
  });
});
