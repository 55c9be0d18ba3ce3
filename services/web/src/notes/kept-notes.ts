import { forgetAt, keepAt, keptAt, namesKept } from '../api/kept.js';
import { Typed } from './typed-lines.js';

const ofMeetings = 'notes.';
const ofReferrals = 'own-notes.';

/** The name under which what is typed in an agenda item's notes is kept. */
export const notesName = (meetingId: string, itemId: string): string => `${ofMeetings}${meetingId}.${itemId}`;

/** The name under which what is typed in a side's own notes about a request is kept. */
export const ownNotesName = (referralId: string): string => `${ofReferrals}${referralId}`;

/** What this person typed in this tab and has not saved, if anything. */
export const keptNotes = (personId: string, name: string): Typed | undefined => keptAt(personId, name, Typed);

/** Keeps what is typed in this tab until it is saved. */
export const keepNotes = (personId: string, name: string, typed: Typed): void => keepAt(personId, name, typed);

/** Forgets what was kept. */
export const forgetNotes = (personId: string, name: string): void => forgetAt(personId, name);

/** Forgets what was kept when it is this; what has been typed since stays. */
export function forgetIfStill(personId: string, name: string, typed: Typed): void {
  if (JSON.stringify(keptNotes(personId, name)) === JSON.stringify(typed)) forgetNotes(personId, name);
}

/** The meetings in whose notes this person has typed something that is not saved. */
export const meetingsKept = (personId: string): string[] => [...new Set(namesKept(personId, ofMeetings).map((name) => name.split('.')[1]!))];

/** The requests in whose own notes this person has typed something that is not saved. */
export const referralsKept = (personId: string): string[] => namesKept(personId, ofReferrals).map((name) => name.slice(ofReferrals.length));

/** Forgets what this person typed in a meeting's notes, but for the items that are still read. */
export function forgetUnreadable(personId: string, meetingId: string, readable: readonly string[]): void {
  const stay = new Set(readable.map((itemId) => notesName(meetingId, itemId)));
  for (const name of namesKept(personId, notesName(meetingId, ''))) if (!stay.has(name)) forgetNotes(personId, name);
}
