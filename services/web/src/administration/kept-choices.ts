import { MemberRole } from '@knutpunkt/contracts';
import * as z from 'zod';
import { forgetAt, keepAt, keptAt } from '../api/kept.js';

/** What was chosen for a seat, and nothing of whose seat it is: that is read anew. */
export const Made = z.object({ decision: z.enum(['keep', 'change', 'remove']), reason: z.string(), role: MemberRole, end: z.string() });
export type Made = z.infer<typeof Made>;
type BySeat = Readonly<Record<string, Made>>;

const nameOf = (reviewId: string): string => `review.${reviewId}`;

/** What this person chose in this tab in that review and has not confirmed, by seat. */
export const keptChoices = (personId: string, reviewId: string): BySeat => keptAt(personId, nameOf(reviewId), z.record(z.string(), Made)) ?? {};

/** Keeps what is chosen in this tab until it is confirmed. */
export function keepChoices(personId: string, reviewId: string, made: BySeat): void {
  if (Object.keys(made).length === 0) forgetAt(personId, nameOf(reviewId));
  else keepAt(personId, nameOf(reviewId), made);
}
