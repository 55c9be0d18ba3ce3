import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Recent } from './recent.js';

afterEach(() => void jest.useRealTimers());

const reader = (): { reads: number; read: () => Promise<number> } => {
  const self = { reads: 0, read: async () => (self.reads += 1) };
  return self;
};

describe('what was read a moment ago', () => {
  it('is not read again, not even while it is being read', async () => {
    const [recent, source] = [new Recent<number>(1_000, 10), reader()];
    expect(await Promise.all([recent.get('a', source.read), recent.get('a', source.read)])).toEqual([1, 1]);
    expect(await recent.get('a', source.read)).toBe(1);
  });

  it('is read again when the moment is over, or it was forgotten', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask'] });
    const [recent, source] = [new Recent<number>(1_000, 10), reader()];
    await recent.get('a', source.read);
    jest.setSystemTime(1_000);
    expect(await recent.get('a', source.read)).toBe(2);
    recent.forget('a');
    expect(await recent.get('a', source.read)).toBe(3);
  });

  it('is not remembered when reading failed', async () => {
    const [recent, source] = [new Recent<number>(1_000, 10), reader()];
    await expect(recent.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await recent.get('a', source.read)).toBe(1);
  });

  it('gives way, the oldest first, when there is no room', async () => {
    const [recent, source] = [new Recent<number>(1_000, 2), reader()];
    for (const key of ['a', 'b', 'c']) await recent.get(key, source.read);
    expect([await recent.get('b', source.read), await recent.get('c', source.read), await recent.get('a', source.read)]).toEqual([2, 3, 4]);
  });
});
