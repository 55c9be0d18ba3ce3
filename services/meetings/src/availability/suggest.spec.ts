import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { merged, stateIn, type Stretch, type Taken } from './merged.js';
import { bestOf, slotsOf, type Asked } from './suggest.js';
import { openings, tomorrow } from './workdays.js';

const hour = 3_600_000;
const period: Stretch = [0, 100 * hour];
const rules = { quorum: 'each-organisation', required: [], buffer: 0 } as const;
const busy = (...stretches: [number, number][]): Taken[] => stretches.map(([from, to]) => ({ from: from * hour, to: to * hour, sure: true }));
const asked = (organisation: string, taken: Taken[]): Asked => ({ organisation, time: merged(taken, period) });
const times: Stretch[] = [1, 2, 3, 4].map((n) => [n * hour, (n + 1) * hour]);

describe('merged time', () => {
  it('makes two meetings that touch one, and tells of none outside the period', () => {
    expect(merged(busy([1, 2], [2, 3], [-5, -1], [99, 200]), period)).toEqual({ busy: [[hour, 3 * hour], [99 * hour, 100 * hour]], tentative: [] });
  });

  it('leaves of what may be only what is not busy', () => {
    expect(merged([...busy([2, 3]), { from: hour, to: 4 * hour, sure: false }], period).tentative).toEqual([[hour, 2 * hour], [3 * hour, 4 * hour]]);
  });

  it('does not take what begins when something ends for a clash', () => {
    expect(stateIn(merged(busy([1, 2]), period), [2 * hour, 3 * hour])).toBe('free');
  });

  /** Minutes of a day, with whether each is sure. */
  const many = fc.array(fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 8 }), fc.boolean()), { maxLength: 30 });

  it('is all that can be learned: whatever has the same busy and tentative time gives the same answer, byte for byte', () => {
    fc.assert(fc.property(many, fc.array(fc.integer({ min: 0, max: 99 })), (rows, cuts) => {
      const taken = rows.map(([from, length, sure]): Taken => ({ from: from * hour, to: (from + length) * hour, sure }));
      // The same hours, cut into other pieces, some told twice, in another order.
      const cut = taken.flatMap((one) => cuts.filter((at) => at * hour > one.from && at * hour < one.to).slice(0, 1).flatMap((at): Taken[] => [{ ...one, from: at * hour }, { ...one, to: at * hour }, one]));
      const otherwise = [...cut, ...taken.filter((one) => !cut.includes(one))].toReversed();
      const answer = (given: readonly Taken[]): string => JSON.stringify(slotsOf(times, [{ organisation: 'a', time: merged(given, period) }], rules)) + JSON.stringify(merged(given, period));
      expect(answer(otherwise)).toBe(answer(taken));
    }));
  });
});

describe('the times that are suggested', () => {
  it('are at most three, those at which most are free, the earliest first, and overlap nothing', () => {
    const slots = slotsOf(times, [asked('a', busy([1, 2])), asked('b', [])], rules);

    expect(bestOf(slots).map(({ stretch }) => stretch[0] / hour)).toEqual([2, 3, 4]);
  });

  it('have somebody of each organisation, those who are required, and everybody where that is asked', () => {
    const those = [asked('a', busy([1, 2])), asked('a', []), asked('b', busy([3, 4]))];
    const fitting = (more: object): number[] => slotsOf(times, those, { ...rules, ...more }).filter(({ fits }) => fits).map(({ stretch }) => stretch[0] / hour);

    expect(fitting({})).toEqual([1, 2, 4]);
    expect(fitting({ required: [0] })).toEqual([2, 4]);
    expect(fitting({ quorum: 'everybody' })).toEqual([2, 4]);
    expect(fitting({ quorum: 'everybody', buffer: hour / 2 })).toEqual([]);
  });

  it('tell of whom nothing is known', () => {
    expect(slotsOf(times, [{ organisation: 'a', time: null }], rules)[0]).toMatchObject({ each: ['unknown'], free: 0, fits: true });
  });

  it('are found quickly for 12 people over four weeks with 200 busy stretches each', () => {
    const open = openings({ from: '2027-01-11', to: '2027-02-07', minutes: 60, keepsLunch: true });
    const all: Stretch = [open[0]![0], open.at(-1)![1]];
    const people = Array.from({ length: 12 }, (_, n): Taken[] => Array.from({ length: 200 }, (__, at) => ({ from: all[0] + at * 3 * hour + n * 600_000, to: all[0] + at * 3 * hour + n * 600_000 + hour, sure: at % 3 > 0 })));
    const found = () => bestOf(slotsOf(open, people.map((taken, n) => ({ organisation: String(n % 4), time: merged(taken, all) })), rules));
    const took = Array.from({ length: 11 }, () => {
      const began = performance.now();
      found();
      return performance.now() - began;
    }).toSorted((a, b) => a - b);
    const best = found();
    console.info(`12 people, four weeks, 200 stretches each: ${took[5]!.toFixed(1)} ms in the median of 11`);

    expect(best.length).toBeLessThanOrEqual(3);
  });
});

describe('workdays', () => {
  it('have no Swedish holidays, weekends or lunch in them', () => {
    const starts = openings({ from: '2027-12-23', to: '2027-12-27', minutes: 60, keepsLunch: true }).map(([from]) => new Date(from).toISOString());

    expect(starts[0]).toBe('2027-12-23T07:00:00.000Z');
    expect([...new Set(starts.map((one) => one.slice(0, 10)))]).toEqual(['2027-12-23', '2027-12-27']);
    expect(starts.map((one) => one.slice(11, 16))).not.toContain('11:00');
  });

  it('are those of the Swedish clock on both sides of a change of it', () => {
    expect(openings({ from: '2027-03-25', to: '2027-03-30', minutes: 60, keepsLunch: false }).filter((_, at) => at % 17 === 0).map(([from]) => new Date(from).toISOString())).toEqual(['2027-03-25T07:00:00.000Z', '2027-03-30T06:00:00.000Z']);
    expect(tomorrow(new Date('2027-03-28T22:30:00Z'))).toBe('2027-03-30');
  });
});
