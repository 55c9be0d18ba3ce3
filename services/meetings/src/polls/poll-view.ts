import { NotFound, Problem, type PollView } from '@knutpunkt/contracts';
import { decide, namesOf, present, type Freshness, type Names } from '@knutpunkt/access';
import type { Actor, ActorTx } from '@knutpunkt/persistence';
import { pollGuestRows, pollGuestVotes, type PollGuestRow, type PollGuestVote } from '../guests/poll-guest-rows.js';
import { isMine } from '../reading/meeting-view.js';
import { mayRemindAt } from '../reminding.js';
import { hasAnswered, statusAt } from './poll.js';
import { optionRows, pollRow, voteRows, voterRows, type OptionRow, type PollRow, type VoteRow, type VoterRow } from './poll-rows.js';

interface Shown { readonly poll: PollRow; readonly options: readonly OptionRow[]; readonly voters: readonly VoterRow[]; readonly votes: readonly VoteRow[]; readonly names: Names; readonly told: boolean; readonly guests: readonly PollGuestRow[]; readonly guestVotes: readonly PollGuestVote[] }

/** The poll as the actor may see it. Throws NotFound for hidden and absent alike, AccessNotFresh for individual level while the directory's copy is stale. */
export async function pollView(tx: ActorTx, pollId: string, { now, freshness }: { now: Date; freshness: Freshness }): Promise<PollView> {
  const [poll, options, voters, votes, guests, guestVotes] = await Promise.all([pollRow(tx, pollId), optionRows(tx, pollId), voterRows(tx, pollId), voteRows(tx, pollId), pollGuestRows(tx, pollId), pollGuestVotes(tx, pollId)]);
  if (!poll) throw new Problem(NotFound);
  if (poll.group_level === 'INDIVIDUAL') freshness.require();
  const names = await namesIn(tx, { poll, options, voters });
  const status = statusAt(poll, now);
  const told = !poll.hidden || status !== 'open' || poll.organiser_id === tx.actor.personId;
  const shown = { poll, options, voters, votes, names, told, guests, guestVotes };
  return {
    ...outlineOf(tx.actor, shown, now), about: poll.about, place: poll.place, link: poll.link, organiser: names.person(poll.organiser_id), remindedAt: poll.reminded_at?.toISOString() ?? null, hidden: poll.hidden, mayPropose: poll.may_propose,
    options: options.map((option) => optionOf(option, shown)), voters: voters.map((voter) => voterOf(voter, shown)), guests: guestsOf(tx.actor, shown, status), readers: readersOf(shown), may: mayOf(tx.actor, shown, now),
  };
}

const namesIn = (tx: ActorTx, { poll, options, voters }: Pick<Shown, 'poll' | 'options' | 'voters'>): Promise<Names> =>
  namesOf(tx, {
    people: present([poll.organiser_id, ...options.map((o) => o.proposed_by), ...voters.map((v) => v.person_id)]), functions: present(voters.map((v) => v.function_id)),
    organisations: present(voters.map((v) => v.organisation_id)), groups: present([poll.group_id]),
  });

const outlineOf = (actor: Actor, { poll, voters, votes, names }: Shown, now: Date) => ({
  id: poll.id, groupLevel: poll.group_level, group: poll.group_id ? { id: poll.group_id, name: names.group(poll.group_id) } : null, title: poll.title, status: statusAt(poll, now), closesAt: poll.closes_at.toISOString(), meetingId: poll.meeting_id,
  mine: voters.filter((v) => isMine(actor, v)).map((v) => ({ voter: v.voter, function: v.function_id ? names.function(v.function_id) : null, votes: votesOf(votes, v.voter) })),
});

const votesOf = (votes: readonly VoteRow[], voter: number): { option: number; vote: VoteRow['vote'] }[] => votes.filter((v) => v.voter === voter).map(({ option, vote }) => ({ option, vote }));

function optionOf({ option, starts_at, ends_at, proposed_by }: OptionRow, { voters, votes, names, told, guests, guestVotes }: Shown): PollView['options'][number] {
  const here = votes.filter((v) => v.option === option);
  const saidBy = (among: readonly VoterRow[]) => among.map((one) => here.find((v) => v.voter === one.voter)?.vote ?? 'missing');
  const byGuests = guests.map(({ id }) => guestVotes.find((v) => v.guest_id === id && v.option === option)?.vote ?? 'missing');
  const tallyOf = (said: readonly string[]) => {
    return { yes: said.filter((s) => s === 'yes').length, maybe: said.filter((s) => s === 'maybe').length, no: said.filter((s) => s === 'no').length, missing: said.filter((s) => s === 'missing').length };
  };
  const organisations = [...new Set(voters.map((v) => v.organisation_id))].map((id) => ({ organisation: names.organisation(id), ...tallyOf(saidBy(voters.filter((v) => v.organisation_id === id))) }));
  return {
    option, startsAt: starts_at.toISOString(), endsAt: ends_at.toISOString(), proposedBy: names.person(proposed_by), tally: told ? tallyOf([...saidBy(voters), ...byGuests]) : null,
    byOrganisation: told ? organisations.toSorted((a, b) => a.organisation.name.localeCompare(b.organisation.name, 'sv')) : null,
  };
}

const voterOf = (voter: VoterRow, { options, votes, names, told }: Shown): PollView['voters'][number] => ({
  voter: voter.voter, person: voter.person_id ? names.person(voter.person_id) : null, function: voter.function_id ? names.function(voter.function_id) : null, organisation: names.organisation(voter.organisation_id),
  answered: told ? hasAnswered(voter, { options, votes }) : null, votes: told ? votesOf(votes, voter.voter) : null,
});

/** Those without an account, and what they have answered where that may be seen. */
function guestsOf(actor: Actor, { poll, options, guests, guestVotes, told }: Shown, status: PollView['status']): PollView['guests'] {
  const leads = decide(actor, 'poll.lead', { groupId: poll.group_id, organiserId: poll.organiser_id });
  return guests.map(({ id, name, organisation }) => {
    const votes = guestVotes.filter((one) => one.guest_id === id).map(({ option, vote }) => ({ option, vote }));
    return { id, name, organisation, answered: told ? votes.length >= options.length : null, votes: told ? votes : null, may: leads ? [...(status === 'open' ? ['link'] : []), ...(status === 'scheduled' ? [] : ['remove'])] : [] };
  });
}

const readersOf = ({ poll, voters, names }: Shown): string[] =>
  [...(poll.group_id ? [names.group(poll.group_id)] : []), ...voters.filter((v) => v.via === 'direct' || (!poll.group_id && v.via === 'organiser')).map((v) => names.participant(v))];

/** What this actor can do with the poll now: the state allows it, and `decide` does. */
function mayOf(actor: Actor, { poll, options, voters, votes, told }: Shown, now: Date): string[] {
  const status = statusAt(poll, now);
  const of = { groupId: poll.group_id, organiserId: poll.organiser_id };
  const leads = decide(actor, 'poll.lead', of);
  const ofOpen = status !== 'open' ? [] : [
    ...(voters.some((v) => isMine(actor, v)) ? ['vote'] : []), ...((poll.may_propose || poll.organiser_id === actor.personId) && options.length < 30 ? ['propose'] : []),
    ...(leads ? ['close', ...(poll.group_level === 'GENERAL' ? ['invite-guest'] : []), ...(mayRemindAt(poll.reminded_at, now) && (!told || voters.some((one) => !hasAnswered(one, { options, votes }))) ? ['remind'] : [])] : []),
  ];
  return [...ofOpen, ...(status === 'closed' && decide(actor, 'poll.schedule', of) ? ['schedule'] : []), ...(leads && (status === 'open' || status === 'closed') ? ['cancel'] : [])];
}
