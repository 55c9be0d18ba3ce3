import { describe, expect, it } from '@jest/globals';
import type { ActionView } from '@knutpunkt/contracts';
import { lateFirst } from './late-first.js';

const action = (id: string, due: string, late: boolean): ActionView => ({ id, due, late }) as ActionView;

describe('actions that wait', () => {
  it('stand with the late ones first, the one that was due longest ago at the top', () => {
    const given = [action('c', '2026-12-01', false), action('b', '2026-11-20', true), action('a', '2026-11-10', true)];
    expect(lateFirst(given).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('stand by their day when none is late', () => {
    const given = [action('b', '2026-12-02', false), action('a', '2026-12-01', false)];
    expect(lateFirst(given).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
