import * as z from 'zod';
import { operation } from '../operation.js';
import { Id } from '../text.js';
import { ReferralSummary } from './referrals.js';

/** A meeting that is hidden has none, as one that never was. */
export const MeetingReferrals = operation({
  name: 'MeetingReferrals', service: 'referrals', method: 'GET', path: '/meetings/{meetingId}/referrals', action: 'referral.list', summary: 'Requests of my side that came from items of a meeting\'s agenda that I read',
  input: z.strictObject({ meetingId: Id }), output: z.object({ items: z.array(z.object({ agendaItemId: Id, referral: ReferralSummary })) }),
});
