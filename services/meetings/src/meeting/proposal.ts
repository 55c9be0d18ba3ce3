import { Problem, ProposalGone } from '@knutpunkt/contracts';
import type { ParticipantRow } from '../reading/meeting-rows.js';
import type { Period } from './wall-time.js';

type Proposing = Pick<ParticipantRow, 'mail_at' | 'answered_at' | 'proposed_starts_at' | 'proposed_ends_at'>;

/** True while the newest answer that came by mail is the one that stands. */
export const standsByMail = ({ mail_at, answered_at }: Pick<Proposing, 'mail_at' | 'answered_at'>): boolean => mail_at !== null && mail_at.getTime() === answered_at?.getTime();

/** Another time that a participant's calendar proposes: as long as the answer that it came with stands, so not once the meeting is moved. */
export function proposalOf(participant: Proposing): Period | null {
  const { proposed_starts_at: startsAt, proposed_ends_at: endsAt } = participant;
  return standsByMail(participant) && startsAt && endsAt ? { startsAt, endsAt } : null;
}

/** The proposal as it was seen. Throws ProposalGone where it does not stand any more. */
export function requireProposal(participant: Proposing, seen: { readonly startsAt: string; readonly endsAt: string }): Period {
  const proposal = proposalOf(participant);
  if (proposal?.startsAt.getTime() !== Date.parse(seen.startsAt) || proposal.endsAt.getTime() !== Date.parse(seen.endsAt)) throw new Problem(ProposalGone);
  return proposal;
}
