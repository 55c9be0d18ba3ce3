import { describe, expect, it } from '@jest/globals';
import { Refusal, asRefusal, refusalOf } from './refusal.js';

const body = (slug: string, status: number, more = {}): unknown => ({ type: `urn:knutpunkt:problem:${slug}`, title: 'x', status, ...more });

describe('a refusal', () => {
  it('is named by the rule that was broken', () => {
    const refusal = refusalOf(422, body('ends-before-start', 422, { errors: [{ pointer: '/ends', detail: 'x' }] }));
    expect(refusal).toMatchObject({ slug: 'ends-before-start', status: 422, errors: [{ pointer: '/ends', detail: 'x' }], isPassing: false });
  });

  it('says how long to wait', () => {
    expect(refusalOf(503, body('unavailable', 503, { retryAfter: 7 }))).toMatchObject({ retryAfter: 7, isPassing: true });
  });

  it.each([
    [undefined, 502, 'unavailable'],
    ['<html>', 500, 'unexpected'],
    [{ type: 'about:blank', title: 'x', status: 404 }, 404, 'unexpected'],
  ])('has a name also when the answer is not ours: %j', (answer, status, slug) => {
    expect(refusalOf(status, answer).slug).toBe(slug);
  });

  it.each([
    [0, 'unreachable', true],
    [409, 'in-progress', true],
    [429, 'too-many-requests', true],
    [500, 'unexpected', true],
    [409, 'wrong-state', false],
    [412, 'stale', false],
  ])('%i %s may pass: %s', (status, slug, passes) => {
    expect(new Refusal(status, slug).isPassing).toBe(passes);
  });

  it('is made of anything that is thrown', () => {
    expect(asRefusal(new TypeError('x')).slug).toBe('unexpected');
  });
});
