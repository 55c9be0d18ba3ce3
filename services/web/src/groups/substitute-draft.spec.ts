import { describe, expect, it } from '@jest/globals';
import { periodOf, substituteFaults } from './substitute-draft.js';

const now = new Date('2027-01-21T09:00:00Z');

describe('sitting in', () => {
  it('lasts from the first day\'s beginning through the last day, in Sweden', () => {
    expect(periodOf({ from: '2027-03-27', to: '2027-03-28' }, now)).toEqual({ from: '2027-03-26T23:00:00.000Z', to: '2027-03-28T22:00:00.000Z' });
  });

  it('begins now where it begins today', () => {
    expect(periodOf({ from: '2027-01-21', to: '2027-01-21' }, now)).toEqual({ from: '2027-01-21T09:00:00.000Z', to: '2027-01-21T23:00:00.000Z' });
  });

  it('asks for a person and two days', () => {
    expect(substituteFaults({ person: [], from: '', to: 'snart' })).toEqual({ personId: 'group.choosePerson', from: 'field.date.missing', to: 'field.date.invalid' });
    expect(substituteFaults({ person: [{ value: 'a', label: 'A' }], from: '2027-01-21', to: '2027-01-22' })).toEqual({});
  });
});
