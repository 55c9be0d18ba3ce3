import { describe, expect, it } from '@jest/globals';
import { proposalOf, requireProposal } from './proposal.js';

const at = (time: string): Date => new Date(`2027-01-28T${time}:00Z`);
const proposing = { mail_at: at('07:00'), answered_at: at('07:00'), proposed_starts_at: at('09:00'), proposed_ends_at: at('10:00') };
const seen = { startsAt: at('09:00').toISOString(), endsAt: at('10:00').toISOString() };

describe('a proposal of another time', () => {
  it('stands beside the answer that it came with', () => {
    expect(proposalOf(proposing)).toEqual({ startsAt: at('09:00'), endsAt: at('10:00') });
  });

  it.each([
    ['that is given in the hub afterwards', { answered_at: at('08:00') }],
    ['that the meeting waits for anew since it was moved', { answered_at: null }],
    ['that proposes nothing', { proposed_starts_at: null, proposed_ends_at: null }],
  ])('is gone with an answer %s', (_, changed) => {
    expect(proposalOf({ ...proposing, ...changed })).toBeNull();
    expect(() => requireProposal({ ...proposing, ...changed }, seen)).toThrow('not proposed any more');
  });

  it.each([['begins', { startsAt: at('09:30').toISOString() }], ['ends', { endsAt: at('10:30').toISOString() }]])('is gone where the one that was seen %s at another time', (_, other) => {
    expect(requireProposal(proposing, seen)).toEqual({ startsAt: at('09:00'), endsAt: at('10:00') });
    expect(() => requireProposal(proposing, { ...seen, ...other })).toThrow('not proposed any more');
  });
});
