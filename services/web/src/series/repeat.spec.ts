import { describe, expect, it } from '@jest/globals';
import { noRepeat, recurrenceOf, withDay, withoutDay } from './repeat.js';

const none = { skipDays: [], extraDays: [] };

describe('the days of a series that are put in and taken out one by one', () => {
  it('are in order, each once, and what is put in is taken out no more', () => {
    const both = withDay(withDay(withDay(none, '2027-03-04'), '2027-02-04'), '2027-03-04');
    expect(both.extraDays).toEqual(['2027-02-04', '2027-03-04']);
    expect(withDay({ skipDays: ['2027-03-04', '2027-03-11'], extraDays: [] }, '2027-03-04')).toEqual({ skipDays: ['2027-03-11'], extraDays: ['2027-03-04'] });
  });

  it('are put in no more once they are taken out', () => {
    expect(withoutDay(withoutDay({ skipDays: [], extraDays: ['2027-02-04'] }, '2027-02-04'), '2027-02-04')).toEqual({ skipDays: ['2027-02-04'], extraDays: [] });
  });

  it('are sent with the rule', () => {
    const repeat = { ...noRepeat, repeats: true, until: '2027-03-30', ...withDay({ skipDays: ['2027-02-02'], extraDays: [] }, '2027-02-04') };
    expect(recurrenceOf({ date: '2027-01-26', starts: '08:30', ends: '09:15' }, repeat)).toMatchObject({ rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270330', skipDays: ['2027-02-02'], extraDays: ['2027-02-04'] });
  });
});
