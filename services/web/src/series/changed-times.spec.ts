import { describe, expect, it } from '@jest/globals';
import type { MeetingView, SeriesMove, SeriesView } from '@knutpunkt/contracts';
import { changedTimes, movedTimes, wallAt } from './changed-times.js';

const now = new Date('2027-03-10T12:00:00Z');
const one = (meetingId: string, startsAt: string, endsAt: string, status = 'called', own = false) => ({ meetingId, startsAt, endsAt, status, own });
/** Of Tuesdays half past eight: one that was, one before the clocks move, one after, and one that is cancelled. */
const series = { meetings: [
  one('was', '2027-03-09T07:30:00.000Z', '2027-03-09T08:15:00.000Z'), one('winter', '2027-03-23T07:30:00.000Z', '2027-03-23T08:15:00.000Z'),
  one('summer', '2027-03-30T06:30:00.000Z', '2027-03-30T07:15:00.000Z'), one('gone', '2027-04-06T06:30:00.000Z', '2027-04-06T07:15:00.000Z', 'cancelled'),
] } as unknown as SeriesView;
const meeting = { id: 'summer' } as MeetingView;
const apartOf = (meetings: readonly ReturnType<typeof one>[], id: string): string[] => changedTimes({ meetings } as unknown as SeriesView, { meeting: { id }, scope: 'following', changed: {} }, now).apart;

describe('the times that a series gets by a change', () => {
  it('are those of its coming meetings, as the clock shows them, which are left out themselves', () => {
    expect(changedTimes(series, { meeting, scope: 'all', changed: {} }, now)).toEqual({
      times: [{ starts: '2027-03-23T08:30+01:00', ends: '2027-03-23T09:15+01:00' }, { starts: '2027-03-30T08:30+02:00', ends: '2027-03-30T09:15+02:00' }], apart: ['winter', 'summer'],
    });
  });

  it('are on their days at the new time of day, also when the clocks have moved', () => {
    const { times } = changedTimes(series, { meeting, scope: 'all', changed: { time: '13:00', minutes: 90 } }, now);

    expect(times).toEqual([{ starts: '2027-03-23T13:00+01:00', ends: '2027-03-23T14:30+01:00' }, { starts: '2027-03-30T13:00+02:00', ends: '2027-03-30T14:30+02:00' }]);
  });

  it('begin with the meeting from which it is changed', () => {
    expect(changedTimes(series, { meeting, scope: 'following', changed: {} }, now).apart).toEqual(['summer']);
  });

  it('are not those of a meeting that has been moved by itself, which stays', () => {
    const [, winter, summer] = series.meetings as unknown as [ReturnType<typeof one>, ReturnType<typeof one>, ReturnType<typeof one>];

    expect(apartOf([{ ...winter, own: true }, summer], 'winter')).toEqual(['summer']);
    // Moved past the next, it still comes before that in the series.
    const late = one('winter', '2027-03-31T06:30:00.000Z', '2027-03-31T07:15:00.000Z', 'called', true);
    expect([apartOf([late, summer], 'winter'), apartOf([late, summer], 'summer')]).toEqual([['summer'], ['summer']]);
  });

  const to = { startsAt: '2027-03-24T07:30:00.000Z', endsAt: '2027-03-24T08:15:00.000Z', clock: null, late: false };
  const stays = (meetingId: string, why: string) => ({ meetingId, startsAt: '2027-03-30T06:30:00.000Z', endsAt: '2027-03-30T07:15:00.000Z', to: null, why });
  const moves = [{ meetingId: 'winter', to, why: null }, stays('summer', 'holiday'), stays('moved', 'own')] as unknown as SeriesMove[];

  it('are on another weekday for those that follow it', () => {
    expect(movedTimes(moves, {})).toEqual({ times: [wallAt(to)], apart: ['winter'] });
  });

  it('are those of the meetings that stay on their day, too, where these get another place or time of day', () => {
    expect(movedTimes(moves, { place: 'Mälaren' })).toEqual({ times: [wallAt(to), { starts: '2027-03-30T08:30+02:00', ends: '2027-03-30T09:15+02:00' }], apart: ['winter', 'summer'] });
    expect(movedTimes(moves, { time: '13:00', minutes: 90 })).toEqual({ times: [wallAt(to), { starts: '2027-03-30T13:00+02:00', ends: '2027-03-30T14:30+02:00' }], apart: ['winter', 'summer'] });
  });
});
