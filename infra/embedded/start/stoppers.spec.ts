import { describe, expect, it } from '@jest/globals';
import { Stoppers } from './stoppers.js';

describe('what has been started', () => {
  it('is stopped in the reverse order, also past one that fails, which is told', async () => {
    const order: string[] = [];
    const told: string[] = [];
    const stoppers = new Stoppers((line) => told.push(line));
    stoppers.add('first', async () => order.push('first'));
    stoppers.add('second', () => Promise.reject(new Error('stuck')));
    stoppers.add('third', async () => order.push('third'));
    await stoppers.stopAll();
    expect(order).toEqual(['third', 'first']);
    expect(told).toEqual(['second did not stop cleanly: stuck']);
  });

  it('is stopped together when it was started as a group', async () => {
    const stoppers = new Stoppers(() => undefined);
    let release = () => {};
    stoppers.add('one', () => new Promise<void>((resolve) => (release = resolve)), 'group');
    stoppers.add('other', async () => release(), 'group');
    await stoppers.stopAll();
  });

  it('is stopped at once when it comes up after the stop', async () => {
    const stoppers = new Stoppers(() => undefined);
    await stoppers.stopAll();
    await new Promise((stopped) => stoppers.add('late', async () => stopped(undefined)));
  });
});
