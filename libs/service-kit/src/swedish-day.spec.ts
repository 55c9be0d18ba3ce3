import { expect, it } from '@jest/globals';
import { swedishDay } from './swedish-day.js';

it.each([
  ['2026-11-30T22:59:59Z', '2026-11-30'], ['2026-11-30T23:00:00Z', '2026-12-01'], ['2026-07-01T21:59:59Z', '2026-07-01'], ['2026-07-01T22:00:00Z', '2026-07-02'], ['2027-03-28T00:59:59Z', '2027-03-28'], ['2026-12-31T23:30:00Z', '2027-01-01'],
])('at %s it is %s in Sweden', (moment, day) => {
  expect(swedishDay(new Date(moment)).toString()).toBe(day);
});
