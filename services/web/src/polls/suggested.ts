import type { PollDraft } from './poll-draft.js';

let suggested: Partial<PollDraft> = {};

/** Keeps what a new poll is to begin with, until it does: never in an address. */
export const suggestPoll = (draft: Partial<PollDraft>): void => {
  suggested = draft;
};

/** What was suggested for the poll that begins now; once. */
export function takeSuggested(): Partial<PollDraft> {
  const taken = suggested;
  suggested = {};
  return taken;
}
