import { PollChanged, type ActorFact, type EventData, type PollFacts } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { audiencesOf } from '../participants/invited.js';
import { voterRows, type PollRow, type VoterRow } from './poll-rows.js';

export type What = EventData<typeof PollChanged>['what'];

/** What others may know of a poll: ids, states and whom it reaches; never a text, a time or an answer. Whom it reaches follows from who asked and who is asked. */
export const factsOf = (poll: PollRow, voters: readonly VoterRow[], now: Date): PollFacts => ({
  id: poll.id, groupId: poll.group_id, groupLevel: poll.group_level, organiserId: poll.organiser_id, status: poll.status, closesAt: poll.closes_at.toISOString(), hidden: poll.hidden, meetingId: poll.meeting_id,
  audiences: audiencesOf(poll.organiser_id, poll.group_id, voters, now), voters: voters.map(addressee),
});

export const addressee = ({ person_id, function_id }: Pick<VoterRow, 'person_id' | 'function_id'>) => ({ personId: person_id, functionId: function_id });

/** A poll after a change: its row with the next version of its facts, and whom it asks. */
interface Facts { readonly poll: PollRow; readonly voters: readonly VoterRow[] }
interface Happened { readonly what: What; readonly tell: readonly Pick<VoterRow, 'person_id' | 'function_id'>[]; readonly actor: ActorFact; readonly now: Date }

/** Gives the facts of a poll their next version, as it stands when all is written that was asked before. */
export async function nextPollFacts(tx: Tx, pollId: string): Promise<Facts> {
  const [rows, voters] = await Promise.all([tx.query<PollRow>('update polls set facts = facts + 1 where id = $1 returning *', [pollId]), voterRows(tx, pollId)]);
  return { poll: rows[0]!, voters };
}

/** Tells those addressed what has happened to a poll. Throws at once what Outbox.publish throws, so that nothing is committed without its event. */
export function publishPoll(tx: Tx, outbox: Outbox, { poll, voters }: Facts, { what, tell, actor, now }: Happened): Promise<unknown> {
  const data = { poll: factsOf(poll, voters, now), what, tell: tell.map(addressee) };
  return outbox.publish(tx, PollChanged, { aggregateId: poll.id, aggregateVersion: poll.facts, actor, data, now });
}

/** The same of a poll as it stands in this transaction. */
export async function tellPoll(tx: Tx, outbox: Outbox, { pollId, ...happened }: Happened & { pollId: string }): Promise<void> {
  await publishPoll(tx, outbox, await nextPollFacts(tx, pollId), happened);
}
