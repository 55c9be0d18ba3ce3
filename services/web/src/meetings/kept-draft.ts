import { Draft, emptyDraft } from './draft.js';

const place = (personId: string): string => `knutpunkt.draft.${personId}`;

/** The draft that this person began in this tab, if there is one. */
export function keptDraft(personId: string): Draft | undefined {
  const kept = sessionStorage.getItem(place(personId));
  if (kept === null) return undefined;
  try {
    return Draft.safeParse(JSON.parse(kept)).data;
  } catch {
    return undefined;
  }
}

/** Keeps a draft in this tab until it is sent; an empty one is not kept. */
export function keepDraft(personId: string, draft: Draft): void {
  const isEmpty = JSON.stringify({ ...draft, groupId: '', whom: 'group' }) === JSON.stringify(emptyDraft());
  if (isEmpty) sessionStorage.removeItem(place(personId));
  else sessionStorage.setItem(place(personId), JSON.stringify(draft));
}

/** Forgets the draft. */
export const forgetDraft = (personId: string): void => sessionStorage.removeItem(place(personId));
