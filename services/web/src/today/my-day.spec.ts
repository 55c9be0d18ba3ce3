import { describe, expect, it } from '@jest/globals';
import type { MeetingSummary } from '@knutpunkt/contracts';
import { myDay } from './my-day.js';

const now = new Date('2026-11-24T08:00:00Z');
const meeting = (id: string, startsAt: string, more: Partial<MeetingSummary> = {}): MeetingSummary => ({
  id,
  sight: 'content',
  groupLevel: 'GENERAL',
  group: null,
  startsAt,
  endsAt: new Date(new Date(startsAt).getTime() + 3_600_000).toISOString(),
  zone: 'Europe/Stockholm',
  place: '',
  link: '',
  status: 'called',
  title: '',
  replies: null,
  mine: [{ participantId: 'p', function: null, answer: null, comment: '' }],
  ...more,
});
const answered = { mine: [{ participantId: 'p', function: null, answer: 'yes' as const, comment: '' }] };
const ids = (meetings: readonly MeetingSummary[]): string[] => meetings.map((one) => one.id);

describe('my day', () => {
  it('holds the meetings of today in Stockholm, also late in the evening', () => {
    const day = myDay([meeting('late', '2026-11-24T22:30:00Z'), meeting('midnight', '2026-11-24T23:30:00Z')], now, new Set());
    expect(ids(day.today)).toEqual(['late']);
    expect(ids(day.laterThisWeek)).toEqual(['midnight']);
  });

  it('ends its week on Sunday', () => {
    const day = myDay([meeting('sunday', '2026-11-29T10:00:00Z'), meeting('monday', '2026-11-30T10:00:00Z')], now, new Set());
    expect(ids(day.laterThisWeek)).toEqual(['sunday']);
    expect(day.next?.id).toBe('monday');
  });

  it('asks for the answers that are missing, and for no others', () => {
    const day = myDay(
      [
        meeting('missing', '2026-12-01T10:00:00Z'),
        meeting('given', '2026-12-01T10:00:00Z', answered),
        meeting('cancelled', '2026-12-01T10:00:00Z', { status: 'cancelled' }),
        meeting('begun', '2026-11-24T07:30:00Z'),
        meeting('not asked', '2026-12-01T10:00:00Z', { mine: [] }),
      ],
      now,
      new Set(),
    );
    expect(ids(day.toAnswer)).toEqual(['missing']);
  });

  it('keeps what was answered during this visit, so that it can be changed', () => {
    expect(ids(myDay([meeting('given', '2026-12-01T10:00:00Z', answered)], now, new Set(['given'])).toAnswer)).toEqual(['given']);
  });
});
