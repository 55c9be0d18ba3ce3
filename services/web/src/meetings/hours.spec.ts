import { describe, expect, it } from '@jest/globals';
import { hoursOf } from './hours.js';

const meeting = (startsAt: string, endsAt: string) => ({ startsAt, endsAt });

describe('the hours of a week', () => {
  it('are a workday when every meeting is within it', () => {
    expect(hoursOf([meeting('2027-01-12T07:30:00Z', '2027-01-12T08:15:00Z')])).toEqual({ from: '07:00:00', to: '19:00:00' });
  });

  it('are more when a meeting begins earlier or ends later', () => {
    expect(hoursOf([meeting('2027-01-12T05:00:00Z', '2027-01-12T06:00:00Z'), meeting('2027-12-20T17:00:00Z', '2027-12-20T20:30:00Z')])).toEqual({
      from: '06:00:00',
      to: '22:00:00',
    });
  });

  it('are all of them when a meeting goes on over midnight', () => {
    expect(hoursOf([meeting('2027-01-12T22:00:00Z', '2027-01-13T01:00:00Z')])).toEqual({ from: '00:00:00', to: '24:00:00' });
  });
});
