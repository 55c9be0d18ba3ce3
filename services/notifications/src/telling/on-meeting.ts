import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  MeetingCancelled, MeetingDescribed, MeetingRecorded, MeetingReplied, MeetingRepliedByMail, MeetingRescheduled, MeetingScheduled, GuestChanged, ParticipantsInvited, ParticipantsReminded, ParticipantsRemoved, ProposalDeclined, ReplyExplained, type EventOf, type EventType, type MeetingFacts,
} from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { dropReminders } from '../mail/settle.js';
import { MailSender } from '../mail/mail-sender.js';
import { DirectoryBehind } from './directory-behind.js';
import { Patience } from './patience.js';
import { keepMatter, reachOf } from './reach.js';
import { explanationOf } from './explanation.js';
import { dueIn, personBehind, rowsOf, tell, type MeetingTold } from './tell.js';
import { whoIsTold, type Happening } from './who-is-told.js';

const consumer = 'meetings';

type Of<T> = Omit<EventOf<EventType>, 'data'> & { data: T & { meeting: MeetingFacts } };
type Extra = Partial<Pick<MeetingTold, 'answer' | 'asksAgain'>>;

/** Tells those concerned what happens to a meeting: each fact once, and only to those who may see the meeting when it is told. */
@Injectable()
export class OnMeeting {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly patience: Patience, private readonly mails: MailSender) {}

  @OnEvent(MeetingScheduled, { consumer })
  scheduled(event: EventOf<typeof MeetingScheduled>, tx: Tx): Promise<void> {
    return this.told(tx, event, { fact: 'scheduled' });
  }

  @OnEvent(MeetingRecorded, { consumer })
  recorded(event: EventOf<typeof MeetingRecorded>, tx: Tx): Promise<void> {
    return this.told(tx, event, { fact: 'recorded' });
  }

  @OnEvent(MeetingRescheduled, { consumer })
  rescheduled(event: EventOf<typeof MeetingRescheduled>, tx: Tx): Promise<void> {
    return this.told(tx, event, { fact: 'rescheduled', asksAgain: event.data.asksAgain });
  }

  @OnEvent(MeetingDescribed, { consumer })
  described(event: EventOf<typeof MeetingDescribed>, tx: Tx): Promise<void> {
    return this.told(tx, event, { fact: 'described' });
  }

  @OnEvent(MeetingCancelled, { consumer })
  cancelled(event: EventOf<typeof MeetingCancelled>, tx: Tx): Promise<void> {
    return this.told(tx, event, { fact: 'cancelled' });
  }

  @OnEvent(MeetingReplied, { consumer })
  async replied(event: EventOf<typeof MeetingReplied>, tx: Tx): Promise<void> {
    await forgetReminders(tx, event.data);
    return this.told(tx, event, { fact: 'replied', answer: event.data.answer });
  }

  @OnEvent(MeetingRepliedByMail, { consumer })
  async repliedByMail(event: EventOf<typeof MeetingRepliedByMail>, tx: Tx): Promise<void> {
    await forgetReminders(tx, event.data);
    return this.told(tx, event, { fact: 'replied', answer: event.data.answer });
  }

  /** Only who wrote is told, by mail. */
  @OnEvent(ReplyExplained, { consumer })
  async explained(event: EventOf<typeof ReplyExplained>, tx: Tx): Promise<void> {
    await keepMatter(tx, event.data.meeting, event.aggregateversion);
    await tell(tx, this.nats, { mails: explanationOf(event), live: [] });
    tx.afterCommit(() => this.mails.ring(0));
  }

  @OnEvent(ProposalDeclined, { consumer })
  proposalDeclined(event: EventOf<typeof ProposalDeclined>, tx: Tx): Promise<void> {
    return this.told(tx, event, { fact: 'proposal-declined', participantId: event.data.participantId });
  }

  /** The organiser hears of an answer; of the rest only the screens do. */
  @OnEvent(GuestChanged, { consumer })
  guestChanged(event: EventOf<typeof GuestChanged>, tx: Tx): Promise<void> {
    const { answer } = event.data;
    return this.told(tx, event, answer ? { fact: 'replied', answer } : { fact: 'guest-changed' });
  }

  @OnEvent(ParticipantsInvited, { consumer })
  invited(event: EventOf<typeof ParticipantsInvited>, tx: Tx): Promise<void> {
    return this.told(tx, event, { fact: 'participants-invited', invited: event.data.invited });
  }

  @OnEvent(ParticipantsReminded, { consumer })
  reminded(event: EventOf<typeof ParticipantsReminded>, tx: Tx): Promise<void> {
    return this.told(tx, event, { fact: 'participants-reminded', reminded: event.data.reminded });
  }

  @OnEvent(ParticipantsRemoved, { consumer })
  removed(event: EventOf<typeof ParticipantsRemoved>, tx: Tx): Promise<void> {
    return this.told(tx, event, { fact: 'participants-removed', removed: event.data.removed });
  }

  private async told(tx: Tx, event: Of<object>, happening: Happening & Extra): Promise<void> {
    const { meeting } = event.data;
    const removed = happening.fact === 'participants-removed' ? happening.removed : [];
    const [, reach] = await Promise.all([keepMatter(tx, meeting, event.aggregateversion), reachOf(tx, meeting, removed)]);
    if (reach.strangers > 0 && this.patience.mayStillCome(event)) throw new DirectoryBehind();
    const actorId = personBehind(event);
    const audience = whoIsTold(happening, meeting, { actorId, reach });
    if (audience.mails.length > 0) tx.afterCommit(() => this.mails.ring(dueIn(audience.mails)));
    // Last of what is done with an event: the commit travels with it.
    await Promise.all([tell(tx, this.nats, rowsOf({ event, meeting, audience, answer: happening.answer ?? null, asksAgain: happening.asksAgain ?? false })), tx.commitAlong()]);
  }
}

async function forgetReminders(tx: Tx, { meeting, participantId }: { meeting: MeetingFacts; participantId: string }): Promise<void> {
  const answered = meeting.participants.find(({ id }) => id === participantId);
  const recipientId = answered?.personId ?? answered?.functionId;
  if (recipientId) await dropReminders(tx, { matterId: meeting.id, recipientId });
}
