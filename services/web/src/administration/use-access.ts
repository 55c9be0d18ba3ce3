import { MeetingAccess, PartnerAccess, ReferralAccess } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import type { Seat, Shared } from './access-file.js';

/** Who outside sees what, from each service for its own: seats in groups, with when they were used at meetings, and what is shared past the groups. */
export function useAccess(administers: boolean) {
  const [seats, meetings, referrals] = [useAsk(PartnerAccess, {}, { enabled: administers }), useAsk(MeetingAccess, {}, { enabled: administers }), useAsk(ReferralAccess, {}, { enabled: administers })];
  const used = new Map((meetings.data?.seats ?? []).map(({ groupId, personId, lastUsed }) => [`${groupId} ${personId}`, lastUsed]));
  return {
    asked: { seats, meetings, referrals },
    /** True when every service has answered: before that the list is not whole. */
    isWhole: Boolean(seats.data && meetings.data && referrals.data),
    seats: (seats.data?.items ?? []).map((right): Seat => ({ ...right, lastUsed: used.get(`${right.group.id} ${right.person.id}`) ?? null })),
    shared: [...(meetings.data?.items ?? []).map((right): Shared => ({ ...right, what: 'meetings' })), ...(referrals.data?.items ?? []).map((right): Shared => ({ ...right, what: 'referrals' }))],
  };
}
