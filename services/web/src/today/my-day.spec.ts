import { describe, expect, it } from '@jest/globals';
import type { ActionView, MeetingSummary, ReferralSummary } from '@knutpunkt/contracts';
import { myDay, type Matter, type MyDay, type Read } from './my-day.js';

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
  late: null, mine: [{ participantId: 'p', function: null, answer: null, comment: '' }],
  ...more,
});
const answered = { mine: [{ participantId: 'p', function: null, answer: 'yes' as const, comment: '' }] };
const action = (id: string, due: string, may: string[] = ['done']): ActionView => ({ id, due, may }) as ActionView;
const referral = (id: string, replyDue: string | null, state: ReferralSummary['state'] = 'delivered'): ReferralSummary => ({ id, replyDue, state }) as ReferralSummary;

const none: Read = { meetings: [], actions: [], referrals: [] };
const dayOf = (read: Partial<Read>, answeredHere: ReadonlySet<string> = new Set()): MyDay => myDay({ ...none, ...read }, now, answeredHere);
const ids = (matters: readonly Matter[]): string[] => matters.map(({ of }) => of.id);

describe('what is urgent on my day', () => {
  it('stands in the order it is late, whatever its kind', () => {
    const day = dayOf({
      actions: [action('action, since the 20th', '2026-11-20'), action('action, today', '2026-11-24')],
      referrals: [referral('request, since the 18th', '2026-11-18'), referral('request, since the 23rd', '2026-11-23')],
      meetings: [meeting('meeting at ten', '2026-11-24T09:00:00Z', answered)],
    });
    expect(ids(day.urgent)).toEqual(['request, since the 18th', 'action, since the 20th', 'request, since the 23rd', 'meeting at ten', 'action, today']);
    expect([...day.toAnswer, ...day.coming]).toEqual([]);
  });

  it('is the same in whatever order it was read', () => {
    const actions = [action('b', '2026-11-20'), action('a', '2026-11-20'), action('c', '2026-11-10')];
    expect(ids(dayOf({ actions }).urgent)).toEqual(['c', 'a', 'b']);
    expect(ids(dayOf({ actions: [...actions].reverse() }).urgent)).toEqual(['c', 'a', 'b']);
  });

  it('holds the meetings of today in Stockholm, also late in the evening, and one that began yesterday', () => {
    const day = dayOf({ meetings: [meeting('late', '2026-11-24T22:30:00Z', answered), meeting('midnight', '2026-11-24T23:30:00Z', answered), meeting('going on', '2026-11-23T20:00:00Z', answered)] });
    expect(ids(day.urgent)).toEqual(['going on', 'late']);
    expect(ids(day.coming)).toEqual(['midnight']);
  });

  it('holds no meeting that I only know of, or do not come to', () => {
    const no = { mine: [{ participantId: 'p', function: null, answer: 'no' as const, comment: '' }] };
    const day = dayOf({ meetings: [meeting('declined', '2026-11-24T09:00:00Z', no), meeting('in the calendar', '2026-11-24T10:00:00Z', { sight: 'shell', mine: [] })] });
    expect(ids(day.urgent)).toEqual([]);
    expect(ids(day.coming)).toEqual(['declined', 'in the calendar']);
  });

  it('holds no request that is only to be read and closed', () => {
    const day = dayOf({ referrals: [referral('fed back', '2026-11-10', 'fed-back'), referral('accepted', '2026-11-10', 'accepted')] });
    expect(ids(day.urgent)).toEqual(['accepted']);
    expect(ids(day.toAnswer)).toEqual(['fed back']);
  });
});

describe('what waits for my answer', () => {
  it('is what others have asked of me, the earliest first', () => {
    const day = dayOf({
      meetings: [meeting('meeting', '2026-12-02T10:00:00Z')],
      actions: [action('offered', '2026-12-01', ['accept', 'decline']), action('promised', '2026-12-01')],
      referrals: [referral('request', '2026-12-03'), referral('to close', '2026-12-01', 'fed-back'), referral('draft', null, 'draft')],
    });
    expect(ids(day.toAnswer)).toEqual(['offered', 'meeting', 'request', 'to close']);
    expect(ids(day.coming)).toEqual(['promised', 'draft']);
  });

  it('is no meeting that is answered, cancelled, begun or not asked about', () => {
    const day = dayOf({
      meetings: [
        meeting('missing', '2026-12-01T10:00:00Z'),
        meeting('given', '2026-12-01T11:00:00Z', answered),
        meeting('cancelled', '2026-12-01T12:00:00Z', { status: 'cancelled' }),
        meeting('begun', '2026-11-24T07:30:00Z'),
        meeting('not asked', '2026-12-01T13:00:00Z', { mine: [] }),
      ],
    });
    expect(ids(day.toAnswer)).toEqual(['missing']);
    expect(ids(day.urgent)).toEqual(['begun']);
    expect(ids(day.coming)).toEqual(['given', 'cancelled', 'not asked']);
  });

  it('keeps a meeting that was answered during this visit, so that the answer can be changed', () => {
    expect(ids(dayOf({ meetings: [meeting('given', '2026-12-01T10:00:00Z', answered)] }, new Set(['given'])).toAnswer)).toEqual(['given']);
  });
});
