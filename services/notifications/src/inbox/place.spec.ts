import { describe, expect, it } from '@jest/globals';
import { Problem } from '@knutpunkt/contracts';
import { cursorOf, placeAt } from './place.js';

describe('a place in the inbox', () => {
  it('is found again by its cursor', () => {
    const place = { latest: '2027-01-27T12:30:00.123Z', id: '01900000-0000-7000-8000-00000000a001' };

    expect(placeAt(cursorOf(place))).toEqual(place);
    expect(placeAt(undefined)).toBeNull();
  });

  it.each(['', 'AAAA', Buffer.from('2027-99-99T12:30:00.123Z 01900000-0000-7000-8000-00000000a001').toString('base64url')])('is refused when somebody made it up: %s', (cursor) => {
    expect(() => placeAt(cursor)).toThrow(Problem);
  });
});
