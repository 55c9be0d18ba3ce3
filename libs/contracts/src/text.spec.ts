import { describe, expect, it } from '@jest/globals';
import { Instant, searchText } from './text.js';

describe('a search text', () => {
  it('is empty where nothing is said', () => {
    expect(searchText.parse(undefined)).toBe('');
  });

  it('is trimmed, and normalised as stored texts are', () => {
    expect(searchText.parse('  Fa\u0308lt ')).toBe('F\u00e4lt');
  });

  it.each([['a NUL', 'a\0b'], ['half a surrogate pair', 'a\ud800'], ['a change of direction', 'a\u202eb'], ['more than a hundred characters', 'a'.repeat(101)]])('is refused with %s', (_, text) => {
    expect(searchText.safeParse(text).success).toBe(false);
  });
});

describe('an instant', () => {
  it.each(['2026-11-30T08:02:18Z', '2026-11-30T08:02:18.878Z', '9999-12-31T23:59:59.999999Z'])('is %s', (instant) => {
    expect(Instant.safeParse(instant).success).toBe(true);
  });

  it.each(['9999-12-31T23:59:59.999999999Z', '2026-11-30T08:02:18+01:00', '2026-11-30T08:02:18', '2026-02-30T08:02:18Z'])('is never %s', (instant) => {
    expect(Instant.safeParse(instant).success).toBe(false);
  });
});
