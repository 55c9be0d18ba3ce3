import { Injectable } from '@nestjs/common';
import { NotAllowed, NotFound, Problem, type AnyOperation, type PollView } from '@knutpunkt/contracts';
import { Freshness, decide, type Action } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { once, type Call } from '@knutpunkt/service-kit';
import { actorFact } from '../meeting/compose.js';
import { tellPoll, type What } from './poll-facts.js';
import { lockedPoll, type PollRow, type VoterRow } from './poll-rows.js';
import { pollView } from './poll-view.js';

/** What a change of a poll did, and to whom it is addressed; null where others tell of it. */
export type Told = { readonly what: What; readonly tell: readonly Pick<VoterRow, 'person_id' | 'function_id'>[] } | null;

/** Changes a poll under its lock, in the order of checks that every operation keeps: visible, `decide`, state; then writes audit row and event. */
@Injectable()
export class ChangingPoll {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  /** `ahead` takes what has to be locked before the poll is. */
  change<Op extends AnyOperation>(call: Call<Op>, action: Action, work: (tx: ActorTx, poll: PollRow) => Promise<Told>, ahead?: (tx: ActorTx, pollId: string) => Promise<void>): Promise<PollView> {
    const { pollId } = call.input as { pollId: string };
    return this.db.as(call.caller, async (tx) => {
      const earlier = await once(tx, call, pollId);
      if (!earlier) await ahead?.(tx, pollId);
      if (!earlier) await this.perform(tx, call.now, { pollId, action, work });
      return pollView(tx, pollId, { now: call.now, freshness: this.freshness });
    });
  }

  private async perform(tx: ActorTx, now: Date, { pollId, action, work }: { pollId: string; action: Action; work: (tx: ActorTx, poll: PollRow) => Promise<Told> }): Promise<void> {
    const poll = await lockedPoll(tx, pollId);
    if (!poll) throw new Problem(NotFound);
    if (poll.group_level === 'INDIVIDUAL') this.freshness.require();
    if (!decide(tx.actor, action, { groupId: poll.group_id, organiserId: poll.organiser_id })) throw new Problem(NotAllowed);
    const told = await work(tx, poll);
    if (!told) return;
    await audit(tx, { action: `poll.${told.what}`, objectId: pollId });
    await tellPoll(tx, this.outbox, { pollId, ...told, actor: actorFact(tx.actor), now });
  }
}
