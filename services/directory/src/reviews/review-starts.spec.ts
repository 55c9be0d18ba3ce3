import { expect, it } from '@jest/globals';
import { reviewStartsFromEnv } from './review-starts.js';

it('reviews begin on the first of April and of October, or on the days that are set', () => {
  expect(reviewStartsFromEnv({}).days).toEqual(['04-01', '10-01']);
  expect(reviewStartsFromEnv({ REVIEW_STARTS: '02-15, 08-15' }).days).toEqual(['02-15', '08-15']);
});

it.each(['1 april', '13-01', '02-30', '04-01,', '4-1'])('days that are not understood stop the service: %j', (days) => {
  expect(() => reviewStartsFromEnv({ REVIEW_STARTS: days })).toThrow(/REVIEW_STARTS/);
});
