import { describe, expect, it } from '@jest/globals';
import { Freshness } from './freshness.js';

const at = (time: { ms: number }): Freshness => new Freshness(() => time.ms);

describe('the freshness of the local directory', () => {
  it('is unknown until the directory is heard', () => {
    expect(at({ ms: 0 }).staleness()).toBe('unheard');
  });

  it('is lost after a minute of silence', () => {
    const time = { ms: 0 };
    const freshness = at(time);
    freshness.pulse(0);

    time.ms = 60_001;

    expect(freshness.staleness()).toBe('silent');
  });

  it('bears five seconds of delay and no more', () => {
    const time = { ms: 0 };
    const freshness = at(time);
    freshness.pulse(7);
    freshness.applied(6);

    time.ms = 5_000;
    expect(freshness.staleness()).toBeNull();
    time.ms = 5_001;
    expect(freshness.staleness()).toBe('behind');
    freshness.applied(7);
    expect(freshness.staleness()).toBeNull();
  });

  it('is lost while an event waits to be applied', () => {
    const freshness = at({ ms: 0 });
    freshness.pulse(0);

    freshness.unapplied(true);
    expect(freshness.staleness()).toBe('unapplied');
    expect(() => freshness.require()).toThrow('Who may see what');
    freshness.unapplied(false);
    expect(freshness.staleness()).toBeNull();
  });
});
