import { describe, expect, it } from '@jest/globals';
import { dayOf, isLate } from './action.js';
import { reminders, ringOf, type ReminderKind } from './due.js';

describe('an action', () => {
  it('is late from midnight in Sweden after its day', () => {
    const due = { due: '2027-01-21', state: 'open' as const };

    expect(isLate(due, new Date('2027-01-21T22:59:59Z'))).toBe(false);
    expect(isLate(due, new Date('2027-01-21T23:00:00Z'))).toBe(true);
    expect(isLate({ ...due, state: 'offered' }, new Date('2027-01-22T12:00:00Z'))).toBe(true);
    expect(isLate({ ...due, state: 'done' }, new Date('2027-01-22T12:00:00Z'))).toBe(false);
  });

  it('has its day by the Swedish calendar', () => {
    expect([dayOf(new Date('2027-06-30T21:59:00Z')), dayOf(new Date('2027-06-30T22:00:00Z'))]).toEqual(['2027-06-30', '2027-07-01']);
  });

  it('is reminded of at eight in the morning in Sweden, also across a change of clocks', () => {
    expect((Object.keys(reminders) as ReminderKind[]).map((kind) => [kind, ringOf(kind, '2027-03-28').toISOString()])).toEqual([
      ['action-before', '2027-03-25T07:00:00.000Z'], ['action-late', '2027-03-29T06:00:00.000Z'], ['action-coordinator', '2027-04-01T06:00:00.000Z']]);
  });
});
