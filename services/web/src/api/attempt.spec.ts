import { describe, expect, it } from '@jest/globals';
import { attemptOf } from './attempt.js';

describe('an attempt', () => {
  it('keeps its key while the same is sent again', () => {
    expect(attemptOf({ sent: 'a', key: '1' }, 'a', () => '2').key).toBe('1');
  });

  it('gets a new key when something else is sent, or nothing was sent before', () => {
    expect(attemptOf({ sent: 'a', key: '1' }, 'b', () => '2')).toEqual({ sent: 'b', key: '2' });
    expect(attemptOf(undefined, 'a', () => '1').key).toBe('1');
  });
});
