import { forgetAt, keepAt, keptAt } from '../api/kept.js';
import { Draft } from './draft.js';

const place = (personId: string): string => `knutpunkt.request.${personId}`;

/** What this person typed in this tab and has not saved, if anything. */
export const keptRequest = (personId: string): Draft | undefined => keptAt(place(personId), Draft);

/** Keeps what is typed in this tab until it is saved; a request without words or receiver is not kept. */
export function keepRequest(personId: string, draft: Draft): void {
  if (draft.receiver === null && draft.title === '' && draft.body === '') forgetRequest(personId);
  else keepAt(place(personId), draft);
}

/** Forgets what was kept. */
export const forgetRequest = (personId: string): void => forgetAt(place(personId));
