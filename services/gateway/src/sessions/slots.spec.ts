import { describe, expect, it } from '@jest/globals';
import { Slots } from './slots.js';

describe('slots', () => {
  it('let only so many run at once, and everybody in the end', async () => {
    const slots = new Slots(2);
    let [running, most, done] = [0, 0, 0];
    await Promise.all(Array.from({ length: 7 }, () => slots.run(async () => {
      most = Math.max(most, (running += 1));
      await new Promise(setImmediate);
      running -= 1;
      done += 1;
    })));

    expect([most, done]).toEqual([2, 7]);
  });

  it('are given back by work that fails', async () => {
    const slots = new Slots(1);
    await expect(slots.run(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');

    expect(await slots.run(async () => 'next')).toBe('next');
  });
});
