import { Injectable } from '@nestjs/common';
import { NotAllowed, NotFound, Problem, type AnyOperation, type PollView } from '@knutpunkt/contracts';
import { Freshness, decide, type Action } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx, type Tx } from '@knutpunkt/persistence';
import { once, type Call } from '@knutpunkt/service-kit';
import { actorFact } from '../meeting/compose.js';
import { nextPollFacts, publishPoll, type What } from './poll-facts.js';
import { lockedPoll, type PollRow, type VoterRow } from './poll-rows.js';
import { pollView } from './poll-view.js';

/** What a change of a poll did, and to whom it is addressed; null where others tell of it. `writing`: what is being written, and need not be waited for: it goes with what is told. */
export type Told = { readonly what: What; readonly tell: readonly Pick<VoterRow, 'person_id' | 'function_id'>[]; readonly writing?: Promise<unknown> } | null;

type Work = (tx: ActorTx, poll: PollRow) => Promise<Told>;
type Ahead = (tx: Tx, pollId: string) => Promise<void>;
interface Change { readonly locked: PollRow | undefined; readonly action: Action; readonly work: Work }

/**
 * Changes a poll under its lock, in the order of checks that every operation keeps: visible, `decide`, state; then writes audit row and event. What does not wait for each
 * other's answer is asked together: the lock goes with the opening, and the event with the commit.
 */
@Injectable()
export class ChangingPoll {
  constructor(private readonly db: Db, private readonly outbox: Outbox, private readonly freshness: Freshness) {}

  /** `ahead` takes what has to be locked before the poll is. */
  change<Op extends AnyOperation>(call: Call<Op>, action: Action, work: Work, ahead?: Ahead): Promise<PollView> {
    const { pollId } = call.input as { pollId: string };
    const viewed = (tx: ActorTx): Promise<PollView> => pollView(tx, pollId, { now: call.now, freshness: this.freshness });
    return this.db.asking(call.caller, (tx) => Promise.all([once(tx, call, pollId), locking(tx, pollId, ahead)]), async (tx, [earlier, locked]) => {
      const told = earlier ? null : await this.changed(tx, { locked, action, work });
      if (!told) return viewed(tx);
      const [facts, view] = await Promise.all([nextPollFacts(tx, pollId), viewed(tx), told.writing, audit(tx, { action: `poll.${told.what}`, objectId: pollId })]);
      await Promise.all([publishPoll(tx, this.outbox, facts, { ...told, actor: actorFact(tx.actor), now: call.now }), tx.commitAlong()]);
      return view;
    });
  }

  private async changed(tx: ActorTx, { locked: poll, action, work }: Change): Promise<Told> {
    if (!poll) throw new Problem(NotFound);
    if (poll.group_level === 'INDIVIDUAL') this.freshness.require();
    if (!decide(tx.actor, action, { groupId: poll.group_id, organiserId: poll.organiser_id })) throw new Problem(NotAllowed);
    return work(tx, poll);
  }
}

async function locking(tx: Tx, pollId: string, ahead: Ahead | undefined): Promise<PollRow | undefined> {
  if (ahead) await ahead(tx, pollId);
  return lockedPoll(tx, pollId);
}
