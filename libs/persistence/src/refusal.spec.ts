import { expect, it } from '@jest/globals';
import { Problem, Unavailable, Malformed } from '@knutpunkt/contracts';
import { refusalOf } from './refusal.js';

const typeOf = (error: unknown): string => {
  const refusal = refusalOf(error);
  return refusal instanceof Problem ? refusal.body.type : 'as it was';
};
const withCode = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });

it.each(['ECONNREFUSED', 'ECONNRESET', 'EMFILE', 'ENFILE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'EADDRNOTAVAIL', '08006', '53300', '57P01', '40001', '25P03', '25P04', '0A000'])('%s is a 503 that asks to come back', (code) => {
  expect(typeOf(withCode(code))).toBe(Unavailable.type);
  expect(typeOf(new Error('of the framework', { cause: withCode(code) }))).toBe(Unavailable.type);
  expect(typeOf(new AggregateError([new Error('one address'), withCode(code)]))).toBe(Unavailable.type);
});

it.each(['22P05', '22008'])('%s, a value that cannot be held, is malformed', (code) => expect(typeOf(withCode(code))).toBe(Malformed.type));

it.each(['23505', '42501', '42P01', '25P02'])('%s stays what it is', (code) => expect(typeOf(withCode(code))).toBe('as it was'));
