import { describe, expect, it } from '@jest/globals';
import { Lanes } from './lanes.js';

/** Work that ends when it is told to, and tells when it runs. */
function aWork(): { run: () => Promise<void>; end: () => void; running: boolean } {
  const work = { running: false, end: (): void => undefined, run: async (): Promise<void> => {
    work.running = true;
    await new Promise<void>((resolve) => { work.end = resolve; });
    work.running = false;
  } };
  return work;
}

const turn = (): Promise<void> => new Promise(setImmediate);

describe('lanes', () => {
  it('run work of different keys side by side', async () => {
    const lanes = new Lanes(2);
    const [first, second] = [aWork(), aWork()];

    await lanes.enter('a', first.run);
    await lanes.enter('b', second.run);
    await turn();

    expect([first.running, second.running]).toEqual([true, true]);
  });

  it('run work of one key one after the other', async () => {
    const lanes = new Lanes(2);
    const [first, second] = [aWork(), aWork()];
    await lanes.enter('a', first.run);
    await lanes.enter('a', second.run);
    await turn();
    expect(second.running).toBe(false);

    first.end();
    await turn();

    expect([first.running, second.running]).toEqual([false, true]);
  });

  it('take on no more than their width, until something ends', async () => {
    const lanes = new Lanes(1);
    const [first, second] = [aWork(), aWork()];
    await lanes.enter('a', first.run);
    const entering = lanes.enter('b', second.run);
    await turn();
    expect(second.running).toBe(false);

    first.end();
    await entering;
    await turn();

    expect(second.running).toBe(true);
  });

  it('are idle when everything has ended', async () => {
    const lanes = new Lanes(3);
    const works = [aWork(), aWork()];
    let idle = false;
    for (const work of works) await lanes.enter('a', work.run);
    void lanes.idle().then(() => { idle = true; });

    for (const work of works) {
      await turn();
      expect(idle).toBe(false);
      work.end();
    }
    await turn();

    expect(idle).toBe(true);
  });
});
