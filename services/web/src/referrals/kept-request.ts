import { Draft } from './draft.js';

const place = (personId: string): string => `knutpunkt.request.${personId}`;

/** What this person typed in this tab and has not saved, if anything. */
export function keptRequest(personId: string): Draft | undefined {
  const kept = sessionStorage.getItem(place(personId));
  if (kept === null) return undefined;
  try {
    return Draft.safeParse(JSON.parse(kept)).data;
  } catch {
    return undefined;
  }
}

/** Keeps what is typed in this tab until it is saved; a request without words or receiver is not kept. */
export function keepRequest(personId: string, draft: Draft): void {
  if (draft.receiver === null && draft.title === '' && draft.body === '') forgetRequest(personId);
  else sessionStorage.setItem(place(personId), JSON.stringify(draft));
}

/** Forgets what was kept. */
export const forgetRequest = (personId: string): void => sessionStorage.removeItem(place(personId));
