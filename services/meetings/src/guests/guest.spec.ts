import { describe, expect, it } from '@jest/globals';
import { forgottenAt, invitationView, leads, requireAnswerable, requireRoom, type Invitation } from './guest.js';

const an = (over: Partial<Invitation> = {}): Invitation => ({ starts_at: new Date('2027-01-27T12:30:00Z'), ends_at: new Date('2027-01-27T14:00:00Z'), zone: 'Europe/Stockholm', place: 'Rådhuset', online: false, status: 'called', answer: null, ...over });
const before = new Date('2027-01-20T10:00:00Z');

describe('a guest\'s link', () => {
  it('shows when and where, what is answered, and nothing else', () => {
    expect(invitationView({ ...an({ answer: 'yes' }), title: 'Om Kalle', group_id: 'g', link: 'https://video.example' } as never, before)).toEqual({
      startsAt: '2027-01-27T12:30:00.000Z', endsAt: '2027-01-27T14:00:00.000Z', zone: 'Europe/Stockholm', place: 'Rådhuset', online: false, status: 'called', answer: 'yes', mayAnswer: true,
    });
  });

  it('leads somewhere until a week after the meeting, and what was typed is kept for thirty days', () => {
    expect([leads(an(), new Date('2027-02-03T13:59:59Z')), leads(an(), new Date('2027-02-03T14:00:00Z'))]).toEqual([true, false]);
    expect(forgottenAt(an())).toEqual(new Date('2027-02-26T14:00:00Z'));
    expect(forgottenAt({ ...an(), cancelled_at: before })).toEqual(new Date('2027-02-19T10:00:00Z'));
  });

  it.each([['cancelled', an({ status: 'cancelled' }), before, 'wrong-state'], ['begun', an(), new Date('2027-01-27T12:30:00Z'), 'meeting-has-started'], ['held', an(), new Date('2027-01-27T14:00:00Z'), 'wrong-state']])('takes no answer once the meeting is %s', (_, invitation, now, slug) => {
    expect(() => requireAnswerable(an(), before)).not.toThrow();
    expect(() => requireAnswerable(invitation, now)).toThrow(expect.objectContaining({ name: slug }));
    expect(invitationView(invitation, now).mayAnswer).toBe(false);
  });

  it('is made for fifty guests at most', () => {
    expect(() => requireRoom(49)).not.toThrow();
    expect(() => requireRoom(50)).toThrow(expect.objectContaining({ name: 'too-many-guests' }));
  });
});
