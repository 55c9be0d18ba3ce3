import { describe, expect, it } from '@jest/globals';
import { emptyPoll, inputOf, pollFaults, timeFaults } from './poll-draft.js';

const time = { date: '2027-01-27', starts: '9', ends: '10.30' };

describe('a poll that is written', () => {
  it('lacks whom, times and a close at first, each at its field', () => {
    expect(pollFaults(emptyPoll)).toEqual({
      people: 'field.people.missing', closes: 'field.date.missing',
      ...Object.fromEntries([0, 1].flatMap((at) => [[`options-${at}-date`, 'field.date.missing'], [`options-${at}-starts`, 'field.time.missing'], [`options-${at}-ends`, 'field.time.missing']])),
    });
  });

  it('has times that end after they start', () => {
    expect(timeFaults({ ...time, ends: '8' })).toEqual({ ends: 'field.ends.beforeStart' });
    expect(timeFaults({ ...time, date: '31/2', starts: '25' })).toEqual({ date: 'field.date.invalid', starts: 'field.time.invalid' });
  });

  it('is sent as times of the Swedish clock', () => {
    const draft = { ...emptyPoll, groupId: 'g', times: [time, time], closesOn: '2027-01-20', title: 'Lovet' };

    expect(inputOf(draft, false)).toMatchObject({ groupId: 'g', options: [{ starts: '2027-01-27T09:00', ends: '2027-01-27T10:30' }, {}], closes: '2027-01-20T17:00', title: 'Lovet' });
    expect(inputOf(draft, true)).not.toHaveProperty('title');
  });
});
