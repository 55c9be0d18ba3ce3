import { describe, expect, it } from '@jest/globals';
import { searchText } from './text.js';

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
