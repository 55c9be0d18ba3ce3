import { describe, expect, it } from '@jest/globals';
import { renewal } from './session.js';

describe('an access token', () => {
  const tokens = { access: 'a', id: 'i', accessEnds: 1_000_000 };

  it.each([[61_000, 'not-needed'], [60_000, 'beside'], [10_001, 'beside'], [10_000, 'first'], [-1, 'first']])('with %i ms left is renewed: %s', (left, need) => {
    expect(renewal(tokens, tokens.accessEnds - left)).toBe(need);
  });
});
