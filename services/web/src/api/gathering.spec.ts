import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { gathering } from './gathering.js';

describe('gathered keys', () => {
  const handed: unknown[][][] = [];
  const gather = gathering(100, (keys) => handed.push([...keys]));
  beforeEach(() => {
    jest.useFakeTimers();
    handed.length = 0;
  });
  afterEach(() => jest.useRealTimers());

  it('are handed on once for many changes', () => {
    gather([['Me'], ['MeetingDetails', { meetingId: 'a' }]]);
    gather([['Me'], ['MeetingDetails', { meetingId: 'b' }]]);
    jest.advanceTimersByTime(100);
    expect(handed).toEqual([[['Me'], ['MeetingDetails', { meetingId: 'a' }], ['MeetingDetails', { meetingId: 'b' }]]]);
  });

  it('are handed on again for a later change', () => {
    gather([['Me']]);
    jest.advanceTimersByTime(100);
    gather([['Me']]);
    jest.advanceTimersByTime(100);
    expect(handed).toHaveLength(2);
  });

  it('are all of them when everything changed', () => {
    gather([['Me'], []]);
    jest.advanceTimersByTime(100);
    expect(handed).toEqual([[[]]]);
  });
});
