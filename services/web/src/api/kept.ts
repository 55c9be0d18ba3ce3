import type * as z from 'zod';

const prefix = 'knutpunkt.kept.';
const holder = 'knutpunkt.person';
const placeOf = (personId: string, name: string): string => `${prefix}${personId}.${name}`;

/**
 * What was typed in this tab and not sent yet, as this person left it.
 * @returns nothing where nothing was kept, or where it is of another shape (the client has been renewed meanwhile): then one begins anew
 */
export function keptAt<T>(personId: string, name: string, shape: z.ZodType<T>): T | undefined {
  const kept = sessionStorage.getItem(placeOf(personId, name));
  if (kept === null) return undefined;
  try {
    return shape.safeParse(JSON.parse(kept)).data;
  } catch {
    return undefined;
  }
}

/** Keeps it in this tab for this person alone. */
export const keepAt = (personId: string, name: string, typed: object): void => sessionStorage.setItem(placeOf(personId, name), JSON.stringify(typed));

/** Forgets it. */
export const forgetAt = (personId: string, name: string): void => sessionStorage.removeItem(placeOf(personId, name));

/** The names, beginning so, under which this person has something kept in this tab. */
export function namesKept(personId: string, beginning: string): string[] {
  const wanted = placeOf(personId, beginning);
  return Object.keys(sessionStorage).filter((key) => key.startsWith(wanted)).map((key) => key.slice(placeOf(personId, '').length));
}

/** Makes this tab a person's: whatever it kept for another is forgotten. */
export function tabBelongsTo(personId: string): void {
  if (sessionStorage.getItem(holder) === personId) return;
  sessionStorage.clear();
  sessionStorage.setItem(holder, personId);
}
