import { describe, expect, it } from '@jest/globals';
import { Problem } from '@knutpunkt/contracts';
import { instantOf, periodOf } from './wall-time.js';

const zone = 'Europe/Stockholm';
const refusal = (work: () => unknown): Problem => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('was not refused');
};

describe('a wall-clock time in Stockholm', () => {
  it('is one hour ahead of UTC in winter and two in summer', () => {
    expect(instantOf('2027-01-27T13:30', zone, '/starts').toISOString()).toBe('2027-01-27T12:30:00.000Z');
    expect(instantOf('2027-06-30T13:30', zone, '/starts').toISOString()).toBe('2027-06-30T11:30:00.000Z');
  });

  it('is refused where the clocks skip it', () => {
    expect(refusal(() => instantOf('2027-03-28T02:30', zone, '/starts')).body).toMatchObject({ type: 'urn:knutpunkt:problem:local-time-does-not-exist', status: 422, errors: [{ pointer: '/starts' }] });
  });

  it('is asked about where the clocks show it twice', () => {
    const { errors } = refusal(() => instantOf('2027-10-31T02:30', zone, '/starts')).body;

    expect(errors?.[0]?.also).toEqual({ choices: [
      { wall: '2027-10-31T02:30+02:00', instant: '2027-10-31T00:30:00.000Z' },
      { wall: '2027-10-31T02:30+01:00', instant: '2027-10-31T01:30:00.000Z' },
    ] });
  });

  it('is taken as told when its offset says which', () => {
    expect(instantOf('2027-10-31T02:30+01:00', zone, '/starts').toISOString()).toBe('2027-10-31T01:30:00.000Z');
    expect(refusal(() => instantOf('2027-10-31T02:30+05:00', zone, '/starts')).name).toBe('local-time-does-not-exist');
  });

  it('is refused on a date that does not exist', () => {
    expect(refusal(() => instantOf('2027-02-29T10:00', zone, '/ends')).name).toBe('no-such-date');
    expect(refusal(() => instantOf('2027-01-01T25:00', zone, '/ends')).name).toBe('no-such-date');
    expect(refusal(() => instantOf('0000-01-01T10:00', zone, '/ends')).name).toBe('no-such-date');
  });
});

describe('the period of a meeting', () => {
  it('ends after it starts', () => {
    expect(refusal(() => periodOf({ starts: '2027-01-27T13:30', ends: '2027-01-27T13:30', zone })).name).toBe('ends-before-start');
  });

  it('lasts at most a day', () => {
    expect(refusal(() => periodOf({ starts: '2027-01-27T13:30', ends: '2027-01-28T13:31', zone })).name).toBe('meeting-too-long');
  });

  it('counts the hour that the clocks add', () => {
    const { startsAt, endsAt } = periodOf({ starts: '2027-10-31T01:00', ends: '2027-10-31T04:00', zone });

    expect(endsAt.getTime() - startsAt.getTime()).toBe(4 * 3_600_000);
  });
});
