import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { NotAllowed, Problem, type MeetingView, type RecordHeldMeeting, type ScheduleMeeting } from '@knutpunkt/contracts';
import { Freshness, decide, type Action } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { once, type Call } from '@knutpunkt/service-kit';
import { invite, write } from './meeting/compose.js';
import { periodOf, type Period } from './meeting/wall-time.js';
import { groupOf } from './participants/invited.js';
import { meetingView } from './reading/meeting-view.js';

type Calls = Call<typeof ScheduleMeeting> | Call<typeof RecordHeldMeeting>;

export interface Kind {
  readonly action: Action;
  readonly status: 'called' | 'held';
  /** Throws where a meeting of this kind cannot be at that time. */
  readonly requireTime: (period: Period, now: Date) => void;
}

/** Makes a new meeting, once, with its participants and audiences: the group may be called by this actor, the time is right, the texts are clean. */
@Injectable()
export class Calling {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  call(call: Calls, kind: Kind): Promise<MeetingView> {
    return this.db.as(call.caller, async (tx) => {
      const id = v7();
      const earlier = await once(tx, call, id);
      if (!earlier) await this.make(tx, call, { id, ...kind });
      return meetingView(tx, earlier ?? id, { now: call.now, freshness: this.freshness });
    });
  }

  private async make(tx: ActorTx, { input, now }: Calls, { id, action, status, requireTime }: Kind & { id: string }): Promise<void> {
    const group = input.groupId ? await groupOf(tx, input.groupId) : null;
    if (!decide(tx.actor, action, { groupId: group?.id })) throw new Problem(NotAllowed);
    const period = periodOf(input);
    requireTime(period, now);
    const participants = await invite(tx, input, group);
    await write(tx, { id, input, period, status, now, group, participants });
    this.outbox.ringAfter(tx);
  }
}
