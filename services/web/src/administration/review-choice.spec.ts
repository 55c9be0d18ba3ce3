import { describe, expect, it } from '@jest/globals';
import { choiceFaults, choiceOf, inputOf } from './review-choice.js';
import type { Seat } from './review-words.js';

const seat = { id: 'seat', role: 'secretary' } as Seat;

describe('a choice', () => {
  it('to keep needs nothing', () => {
    expect(choiceFaults([choiceOf(seat, 'keep')])).toEqual({});
    expect(inputOf('review', choiceOf(seat, 'keep'))).toEqual({ reviewId: 'review', seatId: 'seat', decision: 'keep' });
  });

  it('to remove needs a reason, on one line', () => {
    expect(choiceFaults([choiceOf(seat, 'remove')])).toEqual({ 'seat-reason': 'field.reason.missing' });
    expect(choiceFaults([{ ...choiceOf(seat, 'remove'), reason: 'a\nb' }])).toEqual({ 'seat-reason': 'field.oneLine' });
  });

  it('to change needs something to change as well', () => {
    const change = { ...choiceOf(seat, 'change'), reason: 'Skäl' };

    expect(choiceFaults([change])).toEqual({ 'seat-role': 'reviews.changeMissing' });
    expect(choiceFaults([{ ...change, end: 'i vår' }])).toEqual({ 'seat-end': 'field.date.invalid' });
    expect(choiceFaults([{ ...change, role: 'member' }])).toEqual({});
  });

  it('to change is sent with what is other than it was, the last day included', () => {
    const change = { ...choiceOf(seat, 'change'), reason: 'Skäl' };

    expect(inputOf('review', { ...change, end: '2027-06-30' })).toEqual({ reviewId: 'review', seatId: 'seat', decision: 'change', reason: 'Skäl', validTo: '2027-06-30T22:00:00.000Z' });
    expect(inputOf('review', { ...change, role: 'member' })).toEqual({ reviewId: 'review', seatId: 'seat', decision: 'change', reason: 'Skäl', role: 'member' });
  });
});
