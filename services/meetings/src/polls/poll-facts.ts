import { PollChanged, type ActorFact, type EventData, type PollFacts } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { audiencesOf } from '../participants/invited.js';
import { pollRow, voterRows, type PollRow, type VoterRow } from './poll-rows.js';

export type What = EventData<typeof PollChanged>['what'];

/** What others may know of a poll: ids, states and whom it reaches; never a text, a time or an answer. Whom it reaches follows from who asked and who is asked. */
export const factsOf = (poll: PollRow, voters: readonly VoterRow[], now: Date): PollFacts => ({
  id: poll.id, groupId: poll.group_id, groupLevel: poll.group_level, organiserId: poll.organiser_id, status: poll.status, closesAt: poll.closes_at.toISOString(), hidden: poll.hidden, meetingId: poll.meeting_id,
  audiences: audiencesOf(poll.organiser_id, poll.group_id, voters, now), voters: voters.map(addressee),
});

export const addressee = ({ person_id, function_id }: Pick<VoterRow, 'person_id' | 'function_id'>) => ({ personId: person_id, functionId: function_id });

/** Tells what has happened to a poll, as it stands in this transaction, to those addressed. */
export async function tellPoll(tx: Tx, outbox: Outbox, { pollId, what, tell, actor, now }: { pollId: string; what: What; tell: readonly Pick<VoterRow, 'person_id' | 'function_id'>[]; actor: ActorFact; now: Date }): Promise<void> {
  await tx.query('update polls set facts = facts + 1 where id = $1', [pollId]);
  const [poll, voters] = [await pollRow(tx, pollId), await voterRows(tx, pollId)];
  const data = { poll: factsOf(poll!, voters, now), what, tell: tell.map(addressee) };
  await outbox.publish(tx, PollChanged, { aggregateId: pollId, aggregateVersion: poll!.facts, actor, data, now });
}
