import { describe, expect, it } from '@jest/globals';
import { absenceFaults, absenceOf, hoursOf, noAbsence, typedWeek, weekFaults } from './own-time-draft.js';

describe('office hours that are typed', () => {
  it('begin as most work, and then as they are stated', () => {
    expect(typedWeek([]).map(({ opens, closes }) => `${opens}–${closes}`)).toEqual([...Array<string>(5).fill('08.00–17.00'), '–', '–']);
    expect(hoursOf(typedWeek([{ weekday: 6, opens: '10:00', closes: '14:30' }]))).toEqual([{ weekday: 6, opens: '10:00', closes: '14:30' }]);
  });

  it('are read as people write them; a day without any is off', () => {
    expect(hoursOf([{ opens: '8', closes: '1630' }, { opens: ' ', closes: '' }, { opens: 'kl. 9.30', closes: '12:00' }])).toEqual([{ weekday: 1, opens: '08:00', closes: '16:30' }, { weekday: 3, opens: '09:30', closes: '12:00' }]);
  });

  it('are told apart where they cannot be read, or end before they begin', () => {
    expect(weekFaults([{ opens: '8', closes: '' }, { opens: '25', closes: '17' }, { opens: '17', closes: '8' }, { opens: '', closes: '' }])).toEqual({ '1-closes': 'field.time.missing', '2-opens': 'field.time.invalid', '3-closes': 'problem.hours-not-in-order' });
  });
});

describe('an absence that is typed', () => {
  it('is of whole days without times, and ends when it says otherwise', () => {
    expect(absenceOf({ ...noAbsence, starts: '2027-06-28', ends: '2027-07-31' })).toEqual({ starts: '2027-06-28T00:00', ends: '2027-08-01T00:00' });
    expect(absenceOf({ starts: '2027-03-28', startsTime: '13', ends: '2027-03-28', endsTime: '15.30' })).toEqual({ starts: '2027-03-28T13:00', ends: '2027-03-28T15:30' });
  });

  it('is told what is wrong with it at its field', () => {
    expect(absenceFaults(noAbsence)).toEqual({ starts: 'field.date.missing', ends: 'field.date.missing' });
    expect(absenceFaults({ starts: '2027-13-01', startsTime: 'nio', ends: '2027-01-02', endsTime: '' })).toEqual({ starts: 'field.date.invalid', startsTime: 'field.time.invalid' });
    expect(absenceFaults({ ...noAbsence, starts: '2027-01-02', ends: '2027-01-01' })).toEqual({ ends: 'availability.endsBefore' });
    expect(absenceFaults({ ...noAbsence, starts: '2027-01-02', ends: '2027-01-02' })).toEqual({});
  });
});
