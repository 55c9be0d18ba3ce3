import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { NotAllowed, Problem, type MeetingView, type RecordHeldMeeting, type ScheduleMeeting } from '@knutpunkt/contracts';
import { Freshness, decide, type Action, type Names } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, type ActorTx, type Tx } from '@knutpunkt/persistence';
import { once, type Call } from '@knutpunkt/service-kit';
import { holdDraft, requireHeld } from './drafts/draft-rows.js';
import { endCalledDraft } from './drafts/end-drafts.js';
import { lockGroup } from './following/membership.js';
import { asWritten } from './meeting/as-written.js';
import { invite, write, type NewMeeting } from './meeting/compose.js';
import { periodOf, type Period } from './meeting/wall-time.js';
import { groupOf, knownAmong, requireGroup, type InvitedGroup, type Known } from './participants/invited.js';
import { meetingView, viewOf } from './reading/meeting-view.js';
import { namesInCall } from './reading/names.js';

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
  readonly names: Names;
  /** The version of the draft that the call comes of; null where it comes of none that there is. */
  readonly draft: string | null;
}

/**
 * Makes a new meeting, once, with its participants and audiences: the group may be called by this actor, the time is right, the texts are clean. What does not
 * wait for each other's answer is asked together, so that PostgreSQL is asked twice in all; what was written is answered as it would be read, without being read.
 */
@Injectable()
export class Calling {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  call(call: Calls, kind: Kind): Promise<MeetingView> {
    const id = v7();
    return this.db.asking(call.caller, (tx) => found(tx, call, id), async (tx, { earlier, group, known, names, draft }) => {
      if (earlier) return this.calledBefore(tx, earlier, call.now);
      const meeting = this.meetingOf(tx, call, { id, group, known, draft, ...kind });
      this.outbox.ringAfter(tx);
      await Promise.all([write(tx, meeting), endDraft(tx, call), tx.commitAlong()]);
      return viewOf(tx.actor, { ...asWritten(tx, meeting), names }, call.now);
    });
  }

  private async calledBefore(tx: ActorTx, id: string, now: Date): Promise<MeetingView> {
    return (await Promise.all([meetingView(tx, id, { now, freshness: this.freshness }), tx.commitAlong()]))[0];
  }

  private meetingOf(tx: ActorTx, { input, now }: Calls, { id, group, known, draft, action, status, requireTime }: Kind & Omit<Found, 'names'>): NewMeeting {
    requireGroup(input.groupId, group);
    if (input.meetingDraftId) requireHeld(draft, input.meetingDraftVersion);
    if (group?.level === 'INDIVIDUAL') this.freshness.require();
    if (!decide(tx.actor, action, { groupId: group?.id })) throw new Problem(NotAllowed);
    const period = periodOf(input);
    requireTime(period, now);
    return { id, input, period, status, now, group, participants: invite(tx, input, { group, known }) };
  }
}

const endDraft = (tx: ActorTx, { input: { meetingDraftId } }: Calls): Promise<void> | null => (meetingDraftId ? endCalledDraft(tx, meetingDraftId) : null);

/** What a call looks up: whether it was made before, the group as it is while nobody follows its members, those chosen, and what they are called; and its draft, held. */
async function found(tx: Tx, call: Calls, id: string): Promise<Omit<Found, 'id'> & { readonly earlier: string | null }> {
  const { input } = call;
  const locked = input.groupId ? lockGroup(tx, input.groupId, 'calling') : null;
  const [earlier, group, known, names, draft] = await Promise.all([once(tx, call, id), input.groupId ? groupOf(tx, input.groupId) : null, knownAmong(tx, input), namesInCall(tx, input), input.meetingDraftId ? holdDraft(tx, input.meetingDraftId) : null, locked]);
  return { earlier, group, known, names, draft };
}
