import { forgetAt, keepAt, keptAt } from '../api/kept.js';
import { Draft, emptyDraft } from './draft.js';

const name = 'meeting';

/** The draft that this person began in this tab, if there is one. */
export const keptDraft = (personId: string): Draft | undefined => keptAt(personId, name, Draft);

/** Keeps a draft in this tab until it is sent; an empty one is not kept. */
export function keepDraft(personId: string, draft: Draft): void {
  const isEmpty = JSON.stringify({ ...draft, groupId: '', whom: 'group' }) === JSON.stringify(emptyDraft());
  if (isEmpty) forgetDraft(personId);
  else keepAt(personId, name, draft);
}

/** Forgets the draft. */
export const forgetDraft = (personId: string): void => forgetAt(personId, name);
