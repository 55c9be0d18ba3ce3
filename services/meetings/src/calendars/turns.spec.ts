import { describe, expect, it } from '@jest/globals';
import { takingTurns } from './turns.js';

describe('taking turns', () => {
  it('does two at a time and all in the end, also where one fails', async () => {
    const inTurn = takingTurns(2);
    const [seen, done]: [number[], number[]] = [[], []];
    let now = 0;
    const work = (n: number) => async (): Promise<void> => {
      seen.push((now += 1));
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      if (n === 1) throw new Error('fails');
      done.push(n);
    };
    const ends = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => inTurn(work(n))));

    expect([Math.max(...seen), new Set(done), ends.filter(({ status }) => status === 'rejected').length]).toEqual([2, new Set([0, 2, 3, 4]), 1]);
    expect(await inTurn(() => Promise.resolve('once more'))).toBe('once more');
  });
});
