import { describe, expect, it } from '@jest/globals';
import { ProposeItem } from '@knutpunkt/contracts';
import { templateOf, templates } from './templates.js';

// The shortest meeting that each kind of group holds, in minutes.
const shortest = { 'strategic-council': 150, 'operative-council': 90, est: 45, 'youth-group': 90, 'county-council': 150 };

describe('the standing agendas', () => {
  it('are there for each kind of group that meets at general level', () => {
    expect(templates.map(({ code }) => code)).toEqual(Object.keys(shortest));
  });

  it.each(Object.entries(shortest))('of %s fit into its meeting', (code, minutes) => {
    expect(templateOf(code)!.items.reduce((sum, item) => sum + (item.minutes ?? 0), 0)).toBeLessThanOrEqual(minutes);
  });

  it('hold what somebody could propose', () => {
    const faulty = templates.flatMap(({ items }) => items).filter((item) => !ProposeItem.input.pick({ title: true, type: true, minutes: true }).safeParse(item).success);
    expect(faulty).toEqual([]);
  });
});
