import { expect, it } from '@jest/globals';
import { refuseDoubled } from './single-headers.js';

it.each(['Authorization', 'Content-Type', 'HOST', 'if-match', 'Idempotency-Key'])('a second %s is refused, in whatever letters', (name) => {
  expect(() => refuseDoubled([name, 'a', 'accept', 'x', name.toLowerCase(), 'a'])).toThrow('The request is malformed');
});

it('a header that may be repeated, and a value that is a header\'s name, are let through', () => {
  expect(() => refuseDoubled(['accept', 'host', 'accept', 'host', 'host', 'x', 'cookie', 'a=1', 'cookie', 'b=2'])).not.toThrow();
});
