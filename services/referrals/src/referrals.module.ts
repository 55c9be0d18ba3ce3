import { Module } from '@nestjs/common';
import { ReferralAccessHandler } from './access/referral-access.js';
import { BeforeSendingHandler } from './before-sending.js';
import { ClaimReferralHandler } from './claim-referral.js';
import { DraftReferralHandler } from './draft-referral.js';
import { EditDraftHandler } from './edit-draft.js';
import { AbsenceReleases } from './following/on-absence.js';
import { ItemsReaders } from './following/on-agenda-item.js';
import { DeliversAndReminds } from './following/on-due.js';
import { ListReferralsHandler } from './list-referrals.js';
import { MeetingReferralsHandler } from './meeting-referrals.js';
import { Moving } from './moving.js';
import { OwnNotesHandler } from './own-notes.js';
import { PassOnReferralHandler } from './pass-on-referral.js';
import { ReadReferralHandler } from './read-referral.js';
import { RecallReferralHandler } from './recall-referral.js';
import { SendReferralHandler } from './send-referral.js';
import { StepsHandler } from './steps.js';
import { WhyReferralHandler } from './why-referral.js';

@Module({
  controllers: [
    DraftReferralHandler, EditDraftHandler, SendReferralHandler, RecallReferralHandler, StepsHandler, PassOnReferralHandler, ClaimReferralHandler, OwnNotesHandler,
    ReadReferralHandler, ListReferralsHandler, BeforeSendingHandler, MeetingReferralsHandler, WhyReferralHandler, ReferralAccessHandler,
  ],
  providers: [Moving, DeliversAndReminds, AbsenceReleases, ItemsReaders],
})
export class ReferralsModule {}
