import { describe, expect, it } from '@jest/globals';
import { Loop } from './loop.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const long = 60_000;
const turn = (): Promise<void> => new Promise(setImmediate);

describe('a loop', () => {
  it('begins the next pass when it is rung', async () => {
    let passes = 0;
    const loop = new Loop('test', async () => { passes++; return long; }, quiet);
    loop.start();
    await turn();

    loop.ring();
    await turn();

    expect(passes).toBe(2);
    await loop.stop();
  });

  it('passes once more for a ring that came during a pass', async () => {
    let passes = 0;
    const loop: Loop = new Loop('test', async () => { if (passes++ === 0) loop.ring(); return long; }, quiet);

    loop.start();
    await turn();

    expect(passes).toBe(2);
    await loop.stop();
  });

  it('rests after a failure, and no ring cuts that short', async () => {
    let passes = 0;
    const loop = new Loop('test', async () => { passes++; throw new Error('away'); }, quiet);
    loop.start();
    await turn();

    for (let rings = 0; rings < 100; rings++) { loop.ring(); await turn(); }

    expect(passes).toBe(1);
    await loop.stop();
  });

  it('logs a failure by its class and code, never its words', async () => {
    const logged: string[] = [];
    const log = { ...quiet, warn: (facts: object, message: string) => void logged.push(JSON.stringify(facts) + message) };
    const loop = new Loop('test', async () => { throw Object.assign(new TypeError('19121212-1212 Tolvan Tolvansson'), { code: '23505' }); }, log);

    loop.start();
    await turn();
    await loop.stop();

    expect(logged[0]).toContain('TypeError 23505');
    expect(logged.join()).not.toContain('Tolvan');
  });

  it('stops after the pass under way', async () => {
    let ended = false;
    const loop = new Loop('test', async () => { await turn(); ended = true; return long; }, quiet);
    loop.start();

    await loop.stop();

    expect(ended).toBe(true);
  });
});
