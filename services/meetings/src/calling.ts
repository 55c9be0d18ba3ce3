import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { NotAllowed, Problem, type MeetingView, type RecordHeldMeeting, type ScheduleMeeting } from '@knutpunkt/contracts';
import { Freshness, decide, type Action } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx, type Tx } from '@knutpunkt/persistence';
import { once, type Call } from '@knutpunkt/service-kit';
import { lockGroup } from './following/membership.js';
import { invite, write } from './meeting/compose.js';
import { periodOf, type Period } from './meeting/wall-time.js';
import { groupOf, knownAmong, requireGroup, type InvitedGroup, type Known } from './participants/invited.js';
import { meetingView } from './reading/meeting-view.js';

type Calls = Call<typeof ScheduleMeeting> | Call<typeof RecordHeldMeeting>;

export interface Kind {
  readonly action: Action;
  readonly status: 'called' | 'held';
  /** Throws where a meeting of this kind cannot be at that time. */
  readonly requireTime: (period: Period, now: Date) => void;
}

interface Found {
  readonly id: string;
  readonly group: InvitedGroup | null;
  readonly known: readonly Known[];
}

/**
 * Makes a new meeting, once, with its participants and audiences: the group may be called by this actor, the time is right, the texts are clean. What does not
 * wait for each other's answer is asked together, so that PostgreSQL is asked twice in all.
 */
@Injectable()
export class Calling {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  call(call: Calls, kind: Kind): Promise<MeetingView> {
    const id = v7();
    return this.db.asking(call.caller, (tx) => found(tx, call, id), async (tx, { earlier, group, known }) => {
      const made = earlier ? undefined : this.make(tx, call, { id, group, known, ...kind });
      const [view] = await Promise.all([meetingView(tx, earlier ?? id, { now: call.now, freshness: this.freshness }), made, tx.commitAlong()]);
      return view;
    });
  }

  private make(tx: ActorTx, { input, now }: Calls, { id, group, known, action, status, requireTime }: Kind & Found): Promise<void> {
    requireGroup(input.groupId, group);
    if (group?.level === 'INDIVIDUAL') this.freshness.require();
    if (!decide(tx.actor, action, { groupId: group?.id })) throw new Problem(NotAllowed);
    const period = periodOf(input);
    requireTime(period, now);
    const participants = invite(tx, input, { group, known });
    this.outbox.ringAfter(tx);
    return write(tx, { id, input, period, status, now, group, participants });
  }
}

/** What a call looks up: whether it was made before, the group as it is while nobody follows its members, and those chosen. */
async function found(tx: Tx, call: Calls, id: string): Promise<{ earlier: string | null; group: InvitedGroup | null; known: Known[] }> {
  const { input } = call;
  const locked = input.groupId ? lockGroup(tx, input.groupId, 'calling') : null;
  const [earlier, group, known] = await Promise.all([once(tx, call, id), input.groupId ? groupOf(tx, input.groupId) : null, knownAmong(tx, input), locked]);
  return { earlier, group, known };
}
