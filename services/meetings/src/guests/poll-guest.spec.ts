import { describe, expect, it } from '@jest/globals';
import { pollByLinkView, pollForgottenAt, pollLeads, type PollShown } from './poll-guest.js';

const at = (day: number, hour = '12'): Date => new Date(`2027-01-${day}T${hour}:00:00Z`);
const poll: PollShown = { closes_at: at(20), zone: 'Europe/Stockholm', status: 'open', options: [{ option: 1, starts_at: at(27), ends_at: at(27, '13') }], votes: [{ option: 1, vote: 'maybe' }] };

describe('a guest\'s link to a poll', () => {
  it('shows the times and the own answers, and nothing else', () => {
    expect(pollByLinkView({ ...poll, title: 'Om Kalle', organiser_id: 'eva', place: 'Rådhuset' } as never, at(19))).toEqual({
      closesAt: '2027-01-20T12:00:00.000Z', zone: 'Europe/Stockholm', status: 'open', mayAnswer: true, options: [{ option: 1, startsAt: '2027-01-27T12:00:00.000Z', endsAt: '2027-01-27T13:00:00.000Z' }], votes: [{ option: 1, vote: 'maybe' }],
    });
  });

  it('takes answers until the poll closes, leads somewhere for a week more, and is forgotten after thirty days', () => {
    expect([pollByLinkView(poll, at(20)).mayAnswer, pollByLinkView({ ...poll, status: 'cancelled' }, at(19)).mayAnswer]).toEqual([false, false]);
    expect([pollLeads(poll, at(27, '11')), pollLeads(poll, at(27))]).toEqual([true, false]);
    expect(pollForgottenAt(poll)).toEqual(new Date('2027-02-19T12:00:00Z'));
  });
});
