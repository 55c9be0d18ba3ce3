import { describe, expect, it } from '@jest/globals';
import { beginsAt, requireAddable, requireBeginning, requireNotEnded, type Addition, type Period } from './membership.js';

const now = new Date('2027-01-21T09:00:00Z');
const earlier = new Date('2027-01-21T08:59:59Z');
const later = new Date('2027-06-30T15:00:00Z');

const period = (validTo: Date | null): Period => ({ validFrom: new Date('2026-09-01T00:00:00Z'), validTo });
const adding = (change: Partial<Addition> = {}) => () => requireAddable({ candidate: { organisationId: 'koping', active: true, boundByOsl: true }, earlier: [], validTo: null, ...change }, 'koping', now);

describe('adding a member', () => {
  it('takes an active person of the administrator\'s own organisation', () => {
    expect(adding()).not.toThrow();
  });

  it('takes somebody whose earlier membership has ended', () => {
    expect(adding({ earlier: [period(now)] })).not.toThrow();
  });

  it('is refused for a person who does not exist for the administrator', () => {
    expect(adding({ candidate: undefined })).toThrow(expect.objectContaining({ name: 'unknown-person' }));
  });

  it('is refused for another organisation\'s person', () => {
    expect(adding({ candidate: { organisationId: 'polisen', active: true, boundByOsl: true } })).toThrow(expect.objectContaining({ name: 'other-organisations-person' }));
  });

  it('does not tell whether another organisation\'s person is still active', () => {
    expect(adding({ candidate: { organisationId: 'polisen', active: false, boundByOsl: true } })).toThrow(expect.objectContaining({ name: 'other-organisations-person' }));
  });

  it('is refused for somebody who no longer works there', () => {
    expect(adding({ candidate: { organisationId: 'koping', active: false, boundByOsl: true } })).toThrow(expect.objectContaining({ name: 'unknown-person' }));
  });

  it.each([['has no end', null], ['ends later', later]])('is refused while a membership %s', (_, validTo) => {
    expect(adding({ earlier: [period(validTo)] })).toThrow(expect.objectContaining({ name: 'already-member' }));
  });

  it.each([earlier, now])('is refused when it would end at %s, which is not after it begins', (validTo) => {
    expect(adding({ validTo })).toThrow(expect.objectContaining({ name: 'ends-before-it-begins' }));
  });
});

describe('a further time', () => {
  const following = (earlierSeats: Period[], validTo: Date | null) => () => requireBeginning({ candidate: { organisationId: 'polisen', active: true, boundByOsl: true }, earlier: earlierSeats, validTo }, now);
  const [soon, after] = [new Date('2027-03-01T00:00:00Z'), new Date('2027-09-01T00:00:00Z')];

  it.each([['later', after], ['with its agreement', null]])('may follow a seat that ends, and ends %s', (_, validTo) => {
    expect(following([period(soon)], validTo)).not.toThrow();
    expect(beginsAt([period(soon), period(earlier)], now)).toEqual(soon);
  });

  it.each([['without an end', null, after], ['that ends later', later, soon], ['that ends then', soon, soon]])('follows no seat %s', (_, ends, validTo) => {
    expect(following([period(ends)], validTo)).toThrow(expect.objectContaining({ name: 'already-member' }));
  });

  it('follows no time in another\'s place', () => {
    expect(following([{ ...period(soon), sitsIn: true }], after)).toThrow(expect.objectContaining({ name: 'already-member' }));
  });

  it('begins at once where there is nothing to follow', () => {
    expect(beginsAt([period(earlier)], now)).toEqual(now);
  });
});

describe('ending a membership', () => {
  it.each([['without an end', null], ['that would end later', later]])('is possible for one %s', (_, validTo) => {
    expect(() => requireNotEnded(period(validTo), now)).not.toThrow();
  });

  it.each([earlier, now])('is refused for one that ended at %s', (validTo) => {
    expect(() => requireNotEnded(period(validTo), now)).toThrow(expect.objectContaining({ name: 'membership-already-ended' }));
  });
});
