import type * as z from 'zod';

/**
 * What was typed in this tab and not sent yet, as this person left it.
 * @returns nothing where nothing was kept, or where it is of another shape (the client has been renewed meanwhile): then one begins anew
 */
export function keptAt<T>(place: string, shape: z.ZodType<T>): T | undefined {
  const kept = sessionStorage.getItem(place);
  if (kept === null) return undefined;
  try {
    return shape.safeParse(JSON.parse(kept)).data;
  } catch {
    return undefined;
  }
}

/** Keeps it in this tab. */
export const keepAt = (place: string, typed: object): void => sessionStorage.setItem(place, JSON.stringify(typed));

/** Forgets it. */
export const forgetAt = (place: string): void => sessionStorage.removeItem(place);
