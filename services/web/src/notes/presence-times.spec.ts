import { describe, expect, it } from '@jest/globals';
import { faultsInTimes, instantOfMeeting, sentTimes, typedTimes } from './presence-times.js';

const winter = { startsAt: '2026-12-01T08:00:00.000Z', endsAt: '2026-12-01T09:30:00.000Z' };
const overMidnight = { startsAt: '2026-12-31T21:00:00.000Z', endsAt: '2027-01-01T00:00:00.000Z' };

describe('when somebody was present', () => {
  it('is Swedish clock time on the day of the meeting', () => {
    expect(instantOfMeeting('9.15', winter)).toBe('2026-12-01T08:15:00.000Z');
    expect(instantOfMeeting('9.15', { startsAt: '2026-06-01T07:00:00.000Z', endsAt: '2026-06-01T08:00:00.000Z' })).toBe('2026-06-01T07:15:00.000Z');
  });

  it('is the day after where the meeting goes over midnight', () => {
    expect(instantOfMeeting('00.30', overMidnight)).toBe('2026-12-31T23:30:00.000Z');
    expect(instantOfMeeting('22.30', overMidnight)).toBe('2026-12-31T21:30:00.000Z');
  });

  it('has no end for somebody who stayed', () => {
    expect(sentTimes({ from: '9', to: ' ' }, winter)).toEqual({ from: '2026-12-01T08:00:00.000Z', to: null });
  });

  it('comes back as it was typed', () => {
    expect(typedTimes(sentTimes({ from: '09.00', to: '09.45' }, winter))).toEqual({ from: '09.00', to: '09.45' });
  });

  it('is refused where it is not a time', () => {
    expect(faultsInTimes({ from: '', to: 'sen' })).toEqual({ from: 'field.time.missing', to: 'field.time.invalid' });
  });
});
