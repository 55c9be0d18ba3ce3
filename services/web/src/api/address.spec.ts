import { describe, expect, it } from '@jest/globals';
import { MeetingDetails, ReplyToMeeting, UpcomingMeetings } from '@knutpunkt/contracts';
import { addressOf } from './address.js';

describe('the address of an operation', () => {
  it('takes its parameters from the input and sends the rest', () => {
    expect(addressOf(ReplyToMeeting, { meetingId: 'a b', startsAt: '2027-01-27T12:30:00Z', answer: 'yes', comment: '' })).toEqual({
      url: '/api/meetings/a%20b/reply',
      body: { startsAt: '2027-01-27T12:30:00Z', answer: 'yes', comment: '' },
    });
  });

  it('asks in the query when nothing is changed', () => {
    expect(addressOf(UpcomingMeetings, { groupId: 'g', limit: 5, cursor: undefined })).toEqual({ url: '/api/meetings?groupId=g&limit=5', body: undefined });
    expect(addressOf(MeetingDetails, { meetingId: 'm' })).toEqual({ url: '/api/meetings/m', body: undefined });
  });
});
