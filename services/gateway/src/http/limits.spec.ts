import { describe, expect, it } from '@jest/globals';
import { Buckets, Limits } from './limits.js';

describe('a bucket', () => {
  it('gives its burst, then so many a second', () => {
    const buckets = new Buckets({ perSecond: 2, burst: 3 });
    expect([1, 2, 3].map(() => buckets.take('eva', 0))).toEqual([0, 0, 0]);
    expect(buckets.take('eva', 0)).toBe(1);
    expect(buckets.take('eva', 500)).toBe(0);
    expect(buckets.take('eva', 500)).toBe(1);
  });

  it('never holds more than its burst', () => {
    const buckets = new Buckets({ perSecond: 100, burst: 1 });
    buckets.take('eva', 0);
    expect([buckets.take('eva', 60_000), buckets.take('eva', 60_000)]).toEqual([0, 1]);
  });

  it('says how long to wait', () => {
    const buckets = new Buckets({ perSecond: 0.1, burst: 1 });
    buckets.take('eva', 0);
    expect([buckets.take('eva', 0), buckets.take('eva', 5_000)]).toEqual([10, 5]);
  });

  it('is not filled by a clock that goes backwards', () => {
    const buckets = new Buckets({ perSecond: 1, burst: 1 });
    buckets.take('eva', 10_000);
    expect(buckets.take('eva', 0)).toBe(1);
  });
});

describe('limits', () => {
  const caller = (homeId: string, organisation: string) => ({ kind: 'person' as const, identityProvider: organisation, homeId, organisation, assuranceLevel: 2, client: 'c', session: 's' });
  const wide = { perSecond: 1, burst: 100 };

  it('stop one person and not her colleague', () => {
    const limits = new Limits({ actor: { perSecond: 1, burst: 1 }, organisation: wide, address: wide, link: wide, linkVotes: wide, streamsPerPerson: 1 });
    limits.caller(caller('eva', 'koping'));
    expect(() => limits.caller(caller('eva', 'koping'))).toThrow(expect.objectContaining({ body: expect.objectContaining({ status: 429, retryAfter: 1 }) }));
    expect(() => limits.caller(caller('ali', 'koping'))).not.toThrow();
  });

  it('stop one organisation and not another', () => {
    const limits = new Limits({ actor: wide, organisation: { perSecond: 1, burst: 1 }, address: wide, link: wide, linkVotes: wide, streamsPerPerson: 1 });
    limits.caller(caller('eva', 'koping'));
    expect(() => limits.caller(caller('ali', 'koping'))).toThrow();
    expect(() => limits.caller(caller('bo', 'arboga'))).not.toThrow();
  });

  it('stop one guest\'s link and not another, and not the times of a poll', () => {
    const limits = new Limits({ actor: wide, organisation: wide, address: wide, link: { perSecond: 0.1, burst: 2 }, linkVotes: wide, streamsPerPerson: 1 });
    for (const _ of [1, 2]) limits.link('one', 'meeting');
    expect(() => limits.link('one', 'meeting')).toThrow(expect.objectContaining({ body: expect.objectContaining({ status: 429, retryAfter: 10 }) }));
    expect(() => limits.link('other', 'meeting')).not.toThrow();
    expect(() => limits.link('one', 'poll')).not.toThrow();
  });
});
