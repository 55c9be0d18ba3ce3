import { describe, expect, it } from '@jest/globals';
import { cursorAfter, placeOf } from './meeting-list.js';

const cursorOf = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const id = '0199c0de-0000-7000-8000-000000000001';

describe('a cursor', () => {
  it('names the place that it was given for', () => {
    const place = { startsAt: '2027-01-27T12:30:00.000Z', id };

    expect(placeOf(cursorAfter(place))).toEqual(place);
  });

  it.each([['2027-01-27T12:30:00Z', '------------------------------------'], ['1', id], ['2026-01-01 (\n at KANARIE)', id], [null, null], {}, [id], '[', '', '"x"'])('that was never given names none: %j', (value) => {
    expect(placeOf(cursorOf(value))).toBeNull();
  });
});
