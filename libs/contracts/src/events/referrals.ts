import * as z from 'zod';
import { event } from '../event.js';
import { Id } from '../text.js';
import { Ball, ReferralKind, ReferralState, SwedishDate } from '../operations/referrals.js';
import { AudienceRow } from './audience.js';

/**
 * A request without its texts. `audiences` are exactly those who may read it when it is told: the sender's unit, and the receiving function from delivery until it
 * passes the request on.
 */
export const ReferralFacts = z.object({
  id: Id, kind: ReferralKind, state: ReferralState, ball: Ball, senderUnitId: Id, senderAuthorityId: Id, senderOrganisationId: Id, senderPersonId: Id,
  functionId: Id, receiverAuthorityId: Id, receiverOrganisationId: Id, replyDue: SwedishDate, audiences: z.array(AudienceRow),
});
export type ReferralFacts = z.infer<typeof ReferralFacts>;
const referral = z.object({ referral: ReferralFacts });

/** It has left the sender; the receiver does not see it before it is delivered. */
export const ReferralSent = event('referrals', 'referral', 'sent', 1, referral);
/** It lies in the function's inbox: the moment to tell its holders. */
export const ReferralDelivered = event('referrals', 'referral', 'delivered', 1, referral);
export const ReferralReceived = event('referrals', 'referral', 'received', 1, referral);
export const MoreInformationAsked = event('referrals', 'referral', 'information-asked', 1, referral);
export const ReferralAnswered = event('referrals', 'referral', 'answered', 1, referral);
export const ReferralAccepted = event('referrals', 'referral', 'accepted', 1, referral);
export const ReferralDeclined = event('referrals', 'referral', 'declined', 1, referral);
/** `functionId` is the new receiver; `fromFunctionId` may no longer see it, which retracts. */
export const ReferralPassedOn = event('referrals', 'referral', 'passed-on', 1, z.object({ referral: ReferralFacts, fromFunctionId: Id }));
export const ReferralStarted = event('referrals', 'referral', 'started', 1, referral);
export const ReferralFedBack = event('referrals', 'referral', 'fed-back', 1, referral);
export const ReferralRecalled = event('referrals', 'referral', 'recalled', 1, referral);
export const ReferralClosed = event('referrals', 'referral', 'closed', 1, referral);
/** No receipt in two working days: `functionId`'s holders are to be reminded; the coordinator only counts. */
export const ReceiptReminded = event('referrals', 'referral', 'receipt-reminded', 1, referral);

/** One side's own matter: only `audiences`, that side's, may notice. */
const side = z.object({ sideId: Id, referralId: Id, personId: Id, audiences: z.array(AudienceRow) });
export const ReferralClaimed = event('referrals', 'side', 'claimed', 1, side);
/** `absent` where the person no longer belongs to the side. */
export const ReferralReleased = event('referrals', 'side', 'released', 1, z.object({ ...side.shape, absent: z.boolean() }));

export const referralEvents = [
  ReferralSent, ReferralDelivered, ReferralReceived, MoreInformationAsked, ReferralAnswered, ReferralAccepted, ReferralDeclined, ReferralPassedOn, ReferralStarted, ReferralFedBack,
  ReferralRecalled, ReferralClosed, ReceiptReminded, ReferralClaimed, ReferralReleased,
] as const;
