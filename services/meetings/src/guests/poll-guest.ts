import type { Output, PollByLink } from '@knutpunkt/contracts';
import { statusAt, type PollStatus } from '../polls/poll.js';

const day = 24 * 60 * 60 * 1_000;

/** What a link may know of its poll. */
export interface PollShown {
  readonly closes_at: Date;
  readonly zone: string;
  readonly status: PollStatus;
  readonly options: readonly { readonly option: number; readonly starts_at: Date; readonly ends_at: Date }[];
  readonly votes: readonly { readonly option: number; readonly vote: 'yes' | 'maybe' | 'no' }[];
}

/** A link to a poll leads somewhere until a week after it was to close. */
export const pollLeads = ({ closes_at }: Pick<PollShown, 'closes_at'>, now: Date): boolean => now.getTime() < closes_at.getTime() + 7 * day;

/** When nothing is left of what was typed of a poll's guests: thirty days after it was to close. */
export const pollForgottenAt = ({ closes_at }: Pick<PollShown, 'closes_at'>): Date => new Date(closes_at.getTime() + 30 * day);

/** All that a link shows. */
export const pollByLinkView = (poll: PollShown, now: Date): Output<typeof PollByLink> => ({
  closesAt: poll.closes_at.toISOString(), zone: poll.zone, status: statusAt(poll, now), mayAnswer: statusAt(poll, now) === 'open',
  options: poll.options.map(({ option, starts_at, ends_at }) => ({ option, startsAt: starts_at.toISOString(), endsAt: ends_at.toISOString() })), votes: poll.votes.map(({ option, vote }) => ({ option, vote })),
});
