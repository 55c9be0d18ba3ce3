import { EndsBeforeItBegins, Problem, ReviewClosed, SeatAlreadyEnded, WidensAccess, type MemberRole } from '@knutpunkt/contracts';
import type * as z from 'zod';
import type { SeatRow } from './seat-rows.js';

type Role = z.infer<typeof MemberRole>;

/** What is to be other than it was; what is absent stays. */
export interface Change {
  readonly role: Role | undefined;
  readonly validTo: Date | undefined;
}

/** How much a role gives: to lead, to take part, to be a guest, to know when the group meets. */
const reach: Readonly<Record<Role, number>> = { chair: 4, secretary: 4, member: 3, guest: 2, calendar: 1 };

/** Throws ReviewClosed, or SeatAlreadyEnded where the membership has ended since the row was read. */
export function requireHolding({ open, ended }: Pick<SeatRow, 'open' | 'ended'>): void {
  if (!open) throw new Problem(ReviewClosed);
  if (ended) throw new Problem(SeatAlreadyEnded);
}

/** Throws WidensAccess for a role that gives more, or an end after the present one; EndsBeforeItBegins for an end that has passed. */
export function requireNarrower(seat: Pick<SeatRow, 'role' | 'until'>, { role, validTo }: Change, now: Date): void {
  if (validTo && validTo <= now) throw Problem.at(EndsBeforeItBegins, '/validTo', 'The membership would end before now.');
  if (role && reach[role] > reach[seat.role]) throw Problem.at(WidensAccess, '/role', 'The role gives more than the present one.');
  if (validTo && seat.until && validTo > seat.until) throw Problem.at(WidensAccess, '/validTo', 'The end is later than the present one.');
}
