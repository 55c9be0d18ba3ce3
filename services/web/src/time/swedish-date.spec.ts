import { describe, expect, it } from '@jest/globals';
import { parseSwedishDate } from './swedish-date.js';

const today = '2026-11-22';

describe('a date as people type it', () => {
  it.each([
    '2026-12-01',
    '20261201',
    '261201',
    '2026-12-1',
    '1/12 2026',
    '1/12',
    '1.12.2026',
    '1 dec 2026',
    '1 december',
    ' 1 DEC ',
    'tisdag 1 december',
    '1/12 26',
    'tis den 1 dec. 2026',
  ])('is read: %s', (typed) => {
    expect(parseSwedishDate(typed, today)).toBe('2026-12-01');
  });

  it.each(['', 'snart', '2026-02-29', '31/11', '2026-13-01', '1 xyz', '0/12', '2026'])('is not guessed: %s', (typed) => {
    expect(parseSwedishDate(typed, today)).toBeUndefined();
  });

  it('belongs to this year when no year is typed', () => {
    expect(parseSwedishDate('7/1', '2027-01-02')).toBe('2027-01-07');
  });
});
