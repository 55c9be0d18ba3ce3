import { describe, expect, it } from '@jest/globals';
import { Problem } from '@knutpunkt/contracts';
import { move, requireEnded, requireFuture, requireNoTextAtIndividualLevel, requireStep, statusAt, type Meeting } from './meeting.js';

const now = new Date('2027-01-20T10:00:00Z');
const aMeeting = (changes: Partial<Meeting> = {}): Meeting => ({
  id: 'm', groupId: 'g', groupLevel: 'GENERAL', ownerAuthorityId: 'a', organiserId: 'p', startsAt: new Date('2027-01-27T12:30:00Z'), endsAt: new Date('2027-01-27T14:00:00Z'),
  zone: 'Europe/Stockholm', place: 'Rådhuset', link: '', status: 'called', sequence: 0, version: 1, ...changes,
});
const nameOf = (work: () => void): string => {
  try {
    work();
  } catch (error) {
    return (error as Problem).name;
  }
  return 'allowed';
};

describe('a meeting', () => {
  it('is cancelled once', () => {
    expect(nameOf(() => requireStep(aMeeting(), 'cancelled', now))).toBe('allowed');
    expect(nameOf(() => requireStep(aMeeting({ status: 'cancelled' }), 'cancelled', now))).toBe('wrong-state');
  });

  it('says from, to and what is allowed when it refuses a step', () => {
    try {
      requireStep(aMeeting({ status: 'held' }), 'cancelled', now);
      throw new Error('was not refused');
    } catch (error) {
      expect((error as Problem).body).toMatchObject({ status: 409, from: 'held', to: 'cancelled', allowed: [] });
    }
  });

  it('is not moved once it has started', () => {
    expect(nameOf(() => requireStep(aMeeting({ startsAt: now }), 'called', now))).toBe('meeting-has-started');
  });

  it('has been held when it has ended, unless it was cancelled', () => {
    const after = new Date('2027-01-27T14:00:00Z');

    expect(statusAt(aMeeting(), after)).toBe('held');
    expect(statusAt(aMeeting({ status: 'cancelled' }), after)).toBe('cancelled');
  });

  it('is called for the future and entered for the past', () => {
    expect(nameOf(() => requireFuture(aMeeting({ startsAt: now }), now))).toBe('meeting-in-the-past');
    expect(nameOf(() => requireEnded(aMeeting(), now))).toBe('meeting-not-yet-held');
    expect(nameOf(() => requireEnded(aMeeting({ endsAt: now }), now))).toBe('allowed');
  });

  it('asks again when its time changes, and not when only its place does', () => {
    const meeting = aMeeting();
    const { startsAt, endsAt, zone, link } = meeting;

    expect(move(meeting, { startsAt: new Date('2027-01-28T12:30:00Z'), endsAt: new Date('2027-01-28T14:00:00Z'), zone, place: meeting.place, link }).asksAgain).toBe(true);
    expect(move(meeting, { startsAt, endsAt, zone, place: 'Biblioteket', link })).toMatchObject({ asksAgain: false, moved: { place: 'Biblioteket', sequence: 1, version: 2 } });
  });

  it('of an individual-level group takes no text', () => {
    expect(nameOf(() => requireNoTextAtIndividualLevel('INDIVIDUAL', { title: 'Ungdom A', about: '' }))).toBe('text-in-individual-group');
    expect(nameOf(() => requireNoTextAtIndividualLevel('INDIVIDUAL', { title: '', about: '' }))).toBe('allowed');
    expect(nameOf(() => requireNoTextAtIndividualLevel('GENERAL', { title: 'Läget' }))).toBe('allowed');
  });
});
