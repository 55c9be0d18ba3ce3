import type { PollSummary } from '@knutpunkt/contracts';

/** True for an open poll in which I have left a time without an answer, for myself or for a function. */
export const waitsForMe = ({ status, options, mine }: Pick<PollSummary, 'status' | 'options' | 'mine'>): boolean => status === 'open' && mine.some(({ votes }) => votes.length < options);
