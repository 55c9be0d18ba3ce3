import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { NotAllowed, NotFound, Problem, type AnyOperation, type EventType, type MeetingView } from '@knutpunkt/contracts';
import { Freshness, decide, type Action } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { once, requireVersion, type Call } from '@knutpunkt/service-kit';
import { actorFact } from './meeting/compose.js';
import { planForgetting } from './guests/guest-timers.js';
import { nextFacts, type Facts } from './meeting/facts.js';
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
  /** What is being written, and need not be waited for: it goes with what is told. */
  readonly writing?: Promise<unknown>;
}

type Work = (tx: ActorTx, meeting: Locked) => Promise<Told>;
interface Change { readonly meetingId: string; readonly locked: Locked | undefined; readonly action: Action; readonly work: Work }
interface Changed { readonly meeting: Locked; readonly told: Told; readonly now: Date }

/**
 * Changes a meeting under its lock, in the order of checks that every operation keeps: visible, version, `decide`, state; then writes history, audit row and event.
 * What does not wait for each other's answer is asked together: the lock goes with the opening, and the event with the commit.
 */
@Injectable()
export class Changing {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  change<Op extends AnyOperation>(call: Call<Op>, action: Action, work: Work): Promise<MeetingView> {
    const { meetingId } = call.input as { meetingId: string };
    const viewed = (tx: ActorTx): Promise<MeetingView> => meetingView(tx, meetingId, { now: call.now, freshness: this.freshness });
    return this.db.asking(call.caller, (tx) => Promise.all([once(tx, call, meetingId), lockedMeeting(tx, meetingId)]), async (tx, [earlier, locked]) => {
      if (earlier) return viewed(tx);
      const changed = await this.changed(tx, call, { meetingId, locked, action, work });
      const [facts, view] = await Promise.all([this.written(tx, changed), viewed(tx)]);
      await Promise.all([this.publish(tx, changed, facts), tx.commitAlong()]);
      return view;
    });
  }

  private async changed(tx: ActorTx, call: Pick<Call<AnyOperation>, 'ifMatch' | 'now'>, { meetingId, locked, action, work }: Change): Promise<Changed> {
    const meeting = locked ?? (await refused(tx, meetingId));
    requireVersion(call, versionOf(tx.actor, meeting));
    if (!decide(tx.actor, action, { groupId: meeting.group_id, organiserId: meeting.organiser_id })) throw new Problem(NotAllowed);
    return { meeting, told: await work(tx, meeting), now: call.now };
  }

  /** Writes history, audit row and event of what was done to a meeting that is locked. */
  async tell(tx: ActorTx, changed: Changed): Promise<void> {
    await this.publish(tx, changed, await this.written(tx, changed));
  }

  private async written(tx: ActorTx, { meeting: { id }, told, now }: Changed): Promise<Facts> {
    const { starts_at = null, ends_at = null, place = null, answer = null, participant_ids = [] } = told.history ?? {};
    const [facts] = await Promise.all([
      nextFacts(tx, id), told.writing, audit(tx, { action: `meeting.${told.what}`, objectId: id, ...(told.details && { details: told.details }) }),
      tx.query('insert into meeting_changes (id, meeting_id, at, by_person_id, what, starts_at, ends_at, place, answer, participant_ids) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
        [v7(), id, now, tx.actor.personId, told.what, starts_at, ends_at, place, answer, participant_ids]),
      told.what === 'rescheduled' || told.what === 'cancelled' ? planForgetting(tx, id) : null,
    ]);
    return facts;
  }

  /** Throws at once what Outbox.publish throws, so that nothing is committed without its event. */
  private publish(tx: ActorTx, { meeting: { id }, told, now }: Changed, { version, facts }: Facts): Promise<unknown> {
    return this.outbox.publish(tx, told.event, { aggregateId: id, aggregateVersion: version, actor: actorFact(tx.actor), data: { ...told.data, meeting: facts }, now });
  }
}

/** A meeting of which only the shell is seen exists, so it is not 404: it may not be changed. */
async function refused(tx: ActorTx, meetingId: string): Promise<never> {
  throw new Problem((await seenMeeting(tx, meetingId)) ? NotAllowed : NotFound);
}
