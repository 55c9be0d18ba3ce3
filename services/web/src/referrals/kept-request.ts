import { Draft } from './draft.js';

/** What comes from an agenda item is kept apart from what does not. */
const place = (personId: string, agendaItemId: string | null): string => ['knutpunkt.request', personId, agendaItemId].filter(Boolean).join('.');

/** What this person typed in this tab about that item, or about none, and has not saved, if anything. */
export function keptRequest(personId: string, agendaItemId: string | null): Draft | undefined {
  const kept = sessionStorage.getItem(place(personId, agendaItemId));
  if (kept === null) return undefined;
  try {
    return Draft.safeParse(JSON.parse(kept)).data;
  } catch {
    return undefined;
  }
}

/** Keeps what is typed in this tab until it is saved; a request without words or receiver is not kept. */
export function keepRequest(personId: string, draft: Draft): void {
  if (draft.receiver === null && draft.title === '' && draft.body === '') forgetRequest(personId, draft.agendaItemId);
  else sessionStorage.setItem(place(personId, draft.agendaItemId), JSON.stringify(draft));
}

/** Forgets what was kept. */
export const forgetRequest = (personId: string, agendaItemId: string | null): void => sessionStorage.removeItem(place(personId, agendaItemId));
