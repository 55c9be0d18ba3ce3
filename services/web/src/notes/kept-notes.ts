import * as z from 'zod';

const Kept = z.object({ text: z.string(), version: z.string(), base: z.string() });
/** What was typed and has not been saved, over which version. */
export type Kept = z.infer<typeof Kept>;

const place = (personId: string, itemId: string): string => `knutpunkt.notes.${personId}.${itemId}`;

/** What this person typed in this tab and has not saved, if anything. */
export function keptNotes(personId: string, itemId: string): Kept | undefined {
  const kept = sessionStorage.getItem(place(personId, itemId));
  if (kept === null) return undefined;
  try {
    return Kept.safeParse(JSON.parse(kept)).data;
  } catch {
    return undefined;
  }
}

/** Keeps what is typed in this tab until it is saved. */
export const keepNotes = (personId: string, itemId: string, kept: Kept): void => sessionStorage.setItem(place(personId, itemId), JSON.stringify(kept));

/** Forgets what was kept. */
export const forgetNotes = (personId: string, itemId: string): void => sessionStorage.removeItem(place(personId, itemId));
