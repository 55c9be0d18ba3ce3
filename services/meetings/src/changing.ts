import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { NotAllowed, NotFound, Problem, type AnyOperation, type EventType, type MeetingView } from '@knutpunkt/contracts';
import { Freshness, decide, type Action } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { actorFact } from './meeting/compose.js';
import { planForgetting } from './guests/guest-timers.js';
import { presentFacts } from './meeting/facts.js';
import { lockedMeeting, seenMeeting, versionOf, type ContentRow, type MeetingRow } from './reading/meeting-rows.js';
import { meetingView } from './reading/meeting-view.js';

export type Locked = MeetingRow & ContentRow;

/** What a change did: the row of the history, and the event without the facts that are read after the change. */
export interface Told {
  readonly event: EventType;
  readonly data: Record<string, unknown>;
  readonly what: 'rescheduled' | 'described' | 'cancelled' | 'replied' | 'proposal-declined' | 'invited' | 'reminded' | 'removed' | 'guest-invited' | 'guest-linked' | 'guest-removed';
  readonly history?: Partial<Record<'starts_at' | 'ends_at', Date>> & { place?: string; answer?: string; participant_ids?: string[] };
  /** Whom of the meeting it concerned, by ids alone: for the log. */
  readonly details?: Record<string, string>;
}

type Work = (tx: ActorTx, meeting: Locked) => Promise<Told>;

/** Changes a meeting under its lock, in the order of checks that every operation keeps: visible, version, `decide`, state; then writes history, audit row and event. */
@Injectable()
export class Changing {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  change<Op extends AnyOperation>(call: Call<Op>, action: Action, work: Work): Promise<MeetingView> {
    const { meetingId } = call.input as { meetingId: string };
    return this.db.as(call.caller, async (tx) => {
      const earlier = await once(tx, call, meetingId);
      if (!earlier) await this.perform(tx, call, { meetingId, action, work });
      return meetingView(tx, meetingId, { now: call.now, freshness: this.freshness });
    });
  }

  private async perform(tx: ActorTx, call: Pick<Call<AnyOperation>, 'ifMatch' | 'now'>, { meetingId, action, work }: { meetingId: string; action: Action; work: Work }): Promise<void> {
    const meeting = await this.load(tx, meetingId);
    requireVersion(call, versionOf(meeting));
    if (!decide(tx.actor, action, { groupId: meeting.group_id, organiserId: meeting.organiser_id })) throw new Problem(NotAllowed);
    await this.tell(tx, { meeting, told: await work(tx, meeting), now: call.now });
  }

  /** A meeting of which only the shell is seen exists, so it is not 404: it may not be changed. */
  private async load(tx: ActorTx, meetingId: string): Promise<Locked> {
    const meeting = await lockedMeeting(tx, meetingId);
    if (meeting) return meeting;
    throw new Problem((await seenMeeting(tx, meetingId)) ? NotAllowed : NotFound);
  }

  /** Writes history, audit row and event of what was done to a meeting that is locked. */
  async tell(tx: ActorTx, { meeting, told, now }: { meeting: Locked; told: Told; now: Date }): Promise<void> {
    const { starts_at = null, ends_at = null, place = null, answer = null, participant_ids = [] } = told.history ?? {};
    await tx.query('insert into meeting_changes (id, meeting_id, at, by_person_id, what, starts_at, ends_at, place, answer, participant_ids) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [v7(), meeting.id, now, tx.actor.personId, told.what, starts_at, ends_at, place, answer, participant_ids]);
    await audit(tx, { action: `meeting.${told.what}`, objectId: meeting.id, ...(told.details && { details: told.details }) });
    if (told.what === 'rescheduled' || told.what === 'cancelled') await planForgetting(tx, meeting.id);
    await tx.query('update meetings set facts = facts + 1 where id = $1', [meeting.id]);
    const [row] = await tx.query<MeetingRow>('select * from meetings where id = $1', [meeting.id]);
    const data = { ...told.data, meeting: await presentFacts(tx, row!) };
    await this.outbox.publish(tx, told.event, { aggregateId: meeting.id, aggregateVersion: row!.facts, actor: actorFact(tx.actor), data, now });
  }
}
