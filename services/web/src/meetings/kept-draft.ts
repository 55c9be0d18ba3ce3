import { forgetAt, keepAt, keptAt } from '../api/kept.js';
import { KeptDraft, emptyDraft, type Draft } from './draft.js';

/** One that is in the hub has a place of its own beside the one that is not. */
const nameOf = (draftId: string | undefined): string => (draftId === undefined ? 'meeting' : `meeting.${draftId}`);

/** What this person has typed in this tab, and neither sent nor saved, of a draft in the hub or of a new one. */
export const keptDraft = (personId: string, draftId?: string): Draft | undefined => keptAt(personId, nameOf(draftId), KeptDraft);

/** Keeps a draft in this tab until it is sent or saved; an empty one is not kept. */
export function keepDraft(personId: string, draft: Draft): void {
  const isEmpty = JSON.stringify({ ...draft, groupId: '', whom: 'group' }) === JSON.stringify(emptyDraft());
  if (isEmpty) forgetDraft(personId);
  else keepAt(personId, nameOf(draft.saved?.id), draft);
}

/** Forgets what was typed. */
export const forgetDraft = (personId: string, draftId?: string): void => forgetAt(personId, nameOf(draftId));
