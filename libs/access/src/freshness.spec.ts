import { describe, expect, it } from '@jest/globals';
import { Freshness, type Beat } from './freshness.js';

const inStep: Beat = { newest: 7, applied: 7, outstanding: 0, stuck: false };

function aFreshness() {
  const time = { ms: 0 };
  const freshness = new Freshness(() => time.ms);
  return { time, freshness };
}

describe('the freshness of the local directory', () => {
  it('is unknown until the directory is heard', () => {
    expect(aFreshness().freshness.staleness()).toBe('unheard');
  });

  it('is lost after a minute of silence', () => {
    const { time, freshness } = aFreshness();
    freshness.beat(inStep);

    time.ms = 60_001;

    expect(freshness.staleness()).toBe('silent');
  });

  it.each<[string, Partial<Beat>]>([['an event that the database does not hold', { applied: 6 }], ['an event under way, though a newer one is applied', { outstanding: 1 }]])('bears five seconds of %s and no more', (_, changes) => {
    const { time, freshness } = aFreshness();
    freshness.beat({ ...inStep, ...changes });

    time.ms = 5_000;
    freshness.beat({ ...inStep, ...changes });
    expect(freshness.staleness()).toBeNull();
    time.ms = 5_001;
    expect(freshness.staleness()).toBe('behind');
    freshness.beat(inStep);
    expect(freshness.staleness()).toBeNull();
  });

  it('is lost while an event waits to be applied', () => {
    const { freshness } = aFreshness();

    freshness.beat({ ...inStep, stuck: true });

    expect(freshness.staleness()).toBe('unapplied');
    expect(() => freshness.require()).toThrow('Who may see what');
  });
});
