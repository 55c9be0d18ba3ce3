import { describe, expect, it } from '@jest/globals';
import { requireHolding, requireNarrower, type Change } from './attesting.js';

const now = new Date('2027-10-15T09:00:00Z');
const soon = new Date('2027-12-31T23:00:00Z');
const later = new Date('2028-06-30T22:00:00Z');
const refused = (name: string) => expect.objectContaining({ name });
const changing = (seat: Parameters<typeof requireNarrower>[0], change: Partial<Change>) => () => requireNarrower(seat, { role: undefined, validTo: undefined, ...change }, now);

describe('a change', () => {
  it.each([['member', 'calendar'], ['chair', 'member'], ['secretary', 'chair'], ['member', 'guest'], ['member', 'member']] as const)('from %s to %s gives no more', (role, to) => {
    expect(changing({ role, until: null }, { role: to })).not.toThrow();
  });

  it.each([['calendar', 'guest'], ['calendar', 'member'], ['member', 'secretary'], ['guest', 'chair'], ['guest', 'member']] as const)('from %s to %s gives more', (role, to) => {
    expect(changing({ role, until: null }, { role: to })).toThrow(refused('widens-access'));
  });

  it('takes an end where there was none, an earlier one, and the same', () => {
    expect(changing({ role: 'member', until: null }, { validTo: soon })).not.toThrow();
    expect(changing({ role: 'member', until: later }, { validTo: soon })).not.toThrow();
    expect(changing({ role: 'member', until: soon }, { validTo: soon })).not.toThrow();
  });

  it('takes no later end, and none that has passed', () => {
    expect(changing({ role: 'member', until: soon }, { validTo: later })).toThrow(refused('widens-access'));
    expect(changing({ role: 'member', until: null }, { validTo: now })).toThrow(refused('ends-before-it-begins'));
  });
});

describe('a seat', () => {
  it('is decided while its review is open and its membership holds', () => {
    expect(() => requireHolding({ open: true, ended: false })).not.toThrow();
    expect(() => requireHolding({ open: true, ended: true })).toThrow(refused('seat-already-ended'));
    expect(() => requireHolding({ open: false, ended: true })).toThrow(refused('review-closed'));
  });
});
