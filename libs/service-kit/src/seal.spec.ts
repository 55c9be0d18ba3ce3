import { describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { Seal } from './seal.js';

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest();
const seal = new Seal(randomBytes(32));
const row = hashed('row');

describe('what is sealed', () => {
  it('opens with the same key, for the same row', () => {
    expect(seal.open(seal.close({ access: 'å' }, row), row)).toEqual({ access: 'å' });
  });

  it('never looks the same twice', () => {
    expect(seal.close({}, row).equals(seal.close({}, row))).toBe(false);
  });

  it('does not open for another row, with another key, or when a bit was changed', () => {
    const sealed = seal.close({ access: 'x' }, row);
    expect(seal.open(sealed, hashed('another'))).toBeNull();
    expect(new Seal(randomBytes(32)).open(sealed, row)).toBeNull();
    for (const place of [0, 12, 28]) {
      const changed = Buffer.from(sealed);
      changed[place]! ^= 1;
      expect(seal.open(changed, row)).toBeNull();
    }
  });
});

it('a mark is the same for the same text and key, and for no other', () => {
  expect(seal.mark('a').equals(seal.mark('a'))).toBe(true);
  expect([seal.mark('b'), new Seal(randomBytes(32)).mark('a'), hashed('a')].some((other) => other.equals(seal.mark('a')))).toBe(false);
});
