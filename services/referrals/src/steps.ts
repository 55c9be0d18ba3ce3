import { Controller } from '@nestjs/common';
import {
  AcceptReferral, AnswerQuestion, AskForInformation, CloseReferral, DeclineReferral, FeedBack, MoreInformationAsked, ReceiveReferral, ReferralAccepted, ReferralAnswered, ReferralClosed, ReferralDeclined,
  ReferralFedBack, ReferralReceived, ReferralStarted, StartReferral, type ReferralView,
} from '@knutpunkt/contracts';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { Moving } from './moving.js';

/** The steps that only move the request and say something: one line each, their rules are the table's. */
@Controller()
export class StepsHandler {
  constructor(private readonly moving: Moving) {}

  @Handles(ReceiveReferral)
  receive(call: Call<typeof ReceiveReferral>): Promise<ReferralView> {
    return this.moving.move(call, 'receive', { event: ReferralReceived, what: 'received' });
  }

  @Handles(AskForInformation)
  ask(call: Call<typeof AskForInformation>): Promise<ReferralView> {
    return this.moving.move(call, 'ask', { event: MoreInformationAsked, what: 'asked', text: { field: 'question', kind: 'question', body: call.input.question } });
  }

  @Handles(AnswerQuestion)
  answer(call: Call<typeof AnswerQuestion>): Promise<ReferralView> {
    return this.moving.move(call, 'answer', { event: ReferralAnswered, what: 'answered', text: { field: 'answer', kind: 'answer', body: call.input.answer } });
  }

  @Handles(AcceptReferral)
  accept(call: Call<typeof AcceptReferral>): Promise<ReferralView> {
    return this.moving.move(call, 'accept', { event: ReferralAccepted, what: 'accepted', text: { field: 'comment', kind: 'comment', body: call.input.comment } });
  }

  @Handles(DeclineReferral)
  decline(call: Call<typeof DeclineReferral>): Promise<ReferralView> {
    return this.moving.move(call, 'decline', { event: ReferralDeclined, what: 'declined', text: { field: 'reason', kind: 'reason', body: call.input.reason } });
  }

  @Handles(StartReferral)
  start(call: Call<typeof StartReferral>): Promise<ReferralView> {
    return this.moving.move(call, 'start', { event: ReferralStarted, what: 'started' });
  }

  @Handles(FeedBack)
  feedBack(call: Call<typeof FeedBack>): Promise<ReferralView> {
    return this.moving.move(call, 'feed-back', { event: ReferralFedBack, what: 'fed-back', text: { field: 'feedback', kind: 'feedback', body: call.input.feedback } });
  }

  @Handles(CloseReferral)
  close(call: Call<typeof CloseReferral>): Promise<ReferralView> {
    return this.moving.move(call, 'close', { event: ReferralClosed, what: 'closed' });
  }
}
