import { Injectable } from '@nestjs/common';
import { AgendaClosed, AgendaOpened, MeetingCancelled, MeetingDescribed, MeetingRecorded, MeetingRescheduled, MeetingScheduled, ParticipantsInvited, ParticipantsRemoved, type EventOf, type MeetingFacts } from '@knutpunkt/contracts';
import { OnDue, OnEvent, Outbox, type Due } from '@knutpunkt/messaging';
import { auditWork, type Tx } from '@knutpunkt/persistence';
import { worker } from '../agenda/facts.js';
import { tellAgenda } from '../agenda/tell-agenda.js';
import { begin } from '../agenda/begin.js';
import { carry } from '../items/carry.js';
import { keepFromNewcomers } from '../items/inherit.js';
import { tellReaders } from '../items/tell-readers.js';
import { follow } from './meeting-facts.js';

const consumer = 'meetings';

type Meeting = EventOf<typeof MeetingScheduled>;

/** Lets the agenda follow its meeting: opens with it, moves with it, closes with it. Each event carries all the facts, so any of them opens it, and an older one changes nothing. */
@Injectable()
export class AgendaFollowsMeeting {
  constructor(private readonly outbox: Outbox) {}

  @OnEvent(MeetingScheduled, { consumer })
  @OnEvent(MeetingRecorded, { consumer })
  @OnEvent(MeetingRescheduled, { consumer })
  @OnEvent(MeetingDescribed, { consumer })
  @OnEvent(MeetingCancelled, { consumer })
  @OnEvent(ParticipantsInvited, { consumer })
  @OnEvent(ParticipantsRemoved, { consumer })
  async changed({ data: { meeting }, time }: Meeting, tx: Tx): Promise<void> {
    const { became, moved, regathered } = await follow(tx, meeting);
    const now = new Date(time);
    if (regathered) await this.regathered(tx, meeting, now);
    if (became === 'kept') return moved || regathered ? this.carryOn(tx, meeting, now) : undefined;
    const agenda = await tellAgenda(tx, this.outbox, { event: became === 'opened' ? AgendaOpened : AgendaClosed, agendaId: meeting.id, actor: worker, now });
    if (became === 'opened') await begin(tx, this.outbox, { meeting, agenda, now });
    await auditWork(tx, consumer, { action: `agenda.${became}`, objectId: meeting.id });
    await this.carryOn(tx, meeting, now);
  }

  /** The notes were locked a moment ago: what is open goes on. */
  @OnDue('carry')
  async locked({ subjectId, at }: Due, tx: Tx): Promise<void> {
    const [agenda] = await tx.query<{ groupId: string | null }>('select group_id as "groupId" from agendas where id = $1', [subjectId]);
    if (agenda) await this.carryOn(tx, agenda, at);
  }

  private async regathered(tx: Tx, { id: agendaId }: MeetingFacts, now: Date): Promise<void> {
    await keepFromNewcomers(tx, agendaId);
    await tellReaders(tx, this.outbox, { agendaId, now });
  }

  private async carryOn(tx: Tx, { groupId }: Pick<MeetingFacts, 'groupId'>, now: Date): Promise<void> {
    if (groupId) await carry(tx, this.outbox, groupId, now);
  }
}
