import { describe, expect, it } from '@jest/globals';
import { sameAddress } from './addresses.js';

describe('two addresses', () => {
  it.each([
    ['karl@polisen.example', 'Karl@Polisen.example', true],
    ['karl+moten@polisen.example', 'karl@polisen.example', true],
    ['karl@polisen.example', 'eva@polisen.example', false],
    ['karl@polisen.example', 'karl@koping.example', false],
    ['karl@polisen.example@annan.example', 'karl@polisen.example', false],
    ['"karl@polisen.example"@annan.example', 'karl@polisen.example', false],
    ['karl @polisen.example', 'karl@polisen.example', false],
    ['@polisen.example', '@polisen.example', false],
    ['', '', false],
  ])('%s and %s: one mailbox is %s (RFC 5321 §4.1.2, RFC 5233)', (one, other, same) => {
    expect([sameAddress(one, other), sameAddress(other, one)]).toEqual([same, same]);
  });
});
