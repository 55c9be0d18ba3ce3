import * as z from 'zod';
import { forgetAt, keepAt, keptAt } from '../api/kept.js';

const Kept = z.object({ text: z.string(), version: z.string(), base: z.string() });
/** What was typed and has not been saved, over which version. */
export type Kept = z.infer<typeof Kept>;

const place = (personId: string, itemId: string): string => `knutpunkt.notes.${personId}.${itemId}`;

/** What this person typed in this tab and has not saved, if anything. */
export const keptNotes = (personId: string, itemId: string): Kept | undefined => keptAt(place(personId, itemId), Kept);

/** Keeps what is typed in this tab until it is saved. */
export const keepNotes = (personId: string, itemId: string, kept: Kept): void => keepAt(place(personId, itemId), kept);

/** Forgets what was kept. */
export const forgetNotes = (personId: string, itemId: string): void => forgetAt(place(personId, itemId));
