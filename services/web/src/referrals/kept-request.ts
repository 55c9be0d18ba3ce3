import { forgetAt, keepAt, keptAt } from '../api/kept.js';
import { Draft } from './draft.js';

/** What comes from an agenda item is kept apart from what does not. */
const nameOf = (agendaItemId: string | null): string => ['request', agendaItemId].filter(Boolean).join('.');

/** What this person typed in this tab about that item, or about none, and has not saved, if anything. */
export const keptRequest = (personId: string, agendaItemId: string | null): Draft | undefined => keptAt(personId, nameOf(agendaItemId), Draft);

/** Keeps what is typed in this tab until it is saved; a request without words or receiver is not kept. */
export function keepRequest(personId: string, draft: Draft): void {
  if (draft.receiver === null && draft.title === '' && draft.body === '') forgetRequest(personId, draft.agendaItemId);
  else keepAt(personId, nameOf(draft.agendaItemId), draft);
}

/** Forgets what was kept. */
export const forgetRequest = (personId: string, agendaItemId: string | null): void => forgetAt(personId, nameOf(agendaItemId));
