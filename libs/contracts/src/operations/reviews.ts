import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, VersionMissing, problem } from '../problem.js';
import { Cursor, Id, Instant, line } from '../text.js';
import { EndsBeforeItBegins, GroupLevel, MemberRole, PersonRef } from './directory.js';

export const ReviewAlreadyOpen = problem('review-already-open', 409, 'The organisation already has an open access review');
export const ReviewClosed = problem('review-closed', 409, 'The access review is closed');
export const SeatAlreadyEnded = problem('seat-already-ended', 409, 'The membership ended meanwhile');
/** A review takes access away and never gives any: what gives more takes two people elsewhere. */
export const WidensAccess = problem('widens-access', 409, 'A review gives no more access than there was');
export const LastDayOutOfRange = problem('last-day-out-of-range', 422, 'The last day is too near or too far away');

/** What somebody decided of a seat; `lapsed`: nobody decided, so it ended on the last day; `gone`: it had ended otherwise before that. */
export const SeatDecision = z.enum(['keep', 'change', 'remove']);
export const SeatOutcome = z.enum(['keep', 'change', 'remove', 'lapsed', 'gone']);

/** An organisation's access review, twice a year. Every number is of what the reader may decide, and tells of nothing else. */
export const ReviewView = z.object({
  id: Id, state: z.enum(['open', 'closed']), openedAt: Instant,
  /** Absent where the hub opened it by itself. */
  openedBy: PersonRef.nullable(),
  /** The last day (in Sweden) on which seats can be decided: what is not decided ends when that day does. */
  lastDay: z.iso.date(), closedAt: Instant.nullable(),
  seats: z.object({ all: z.number().int(), reviewed: z.number().int() }),
  outcome: z.object({ keep: z.number().int(), change: z.number().int(), remove: z.number().int(), lapsed: z.number().int(), gone: z.number().int() }),
});

const Decided = z.object({ decision: SeatOutcome, reason: z.string().nullable(), by: PersonRef.nullable(), at: Instant, role: MemberRole.nullable(), until: Instant.nullable() });

/** One person's seat in one group, as it is now; when the review is closed, as it was when it was decided. */
export const ReviewSeatView = z.object({
  id: Id, version: z.string(), person: PersonRef, group: z.object({ id: Id, name: z.string(), level: GroupLevel }), role: MemberRole, seat: z.string().nullable(),
  /** Whose seat the person sits in for that period; absent where it is the own. */
  substituteFor: z.string().nullable(),
  since: Instant, until: Instant.nullable(),
  /** What the seat rests on; absent where it rests on none, or where the reader cannot see it. */
  agreement: z.object({ id: Id, name: z.string(), until: Instant }).nullable(),
  /** What the seat is for, as its group says now; absent where the reader does not see the group. */
  purpose: z.string().nullable().default(null),
  /** When the person last logged in here, as far as the hub has noted it. */
  lastLogin: Instant.nullable(),
  /** What this organisation decided of the seat in an earlier review. */
  last: z.object({ decision: SeatOutcome, at: Instant }).nullable(),
  /** True for what is new or has changed since then. */
  changed: z.boolean(),
  /** True once the membership has ended, whatever was decided. */
  ended: z.boolean(),
  decided: Decided.nullable(), may: z.array(z.string()),
});

const one = z.strictObject({ reviewId: Id });
const asked = z.strictObject({ reviewId: Id, seatId: Id, decision: SeatDecision, reason: line(500).optional(), role: MemberRole.optional(), validTo: Instant.optional() })
  .refine(({ decision, reason }) => decision === 'keep' || reason !== undefined, { path: ['reason'], message: 'is required to change or remove' })
  .refine(({ decision, role, validTo }) => (decision === 'change') === (role !== undefined || validTo !== undefined), { path: ['decision'], message: 'changes a role or an end, and nothing else does' });

export const Reviews = operation({
  name: 'Reviews', service: 'directory', method: 'GET', path: '/reviews', action: 'review.list', summary: 'My organisation\'s access reviews, the newest first, and the last day that one opened today would have unless another is chosen',
  input: z.strictObject({}), output: z.object({ items: z.array(ReviewView), suggestedLastDay: z.iso.date(), may: z.array(z.string()) }),
});
export const OpenReview = operation({
  name: 'OpenReview', service: 'directory', method: 'POST', path: '/reviews', action: 'review.open', status: 201, summary: 'Opens an access review of my organisation now; its last day is 14 to 184 days ahead',
  input: z.strictObject({ lastDay: z.iso.date() }), output: ReviewView, problems: [ReviewAlreadyOpen, LastDayOutOfRange],
});
export const ReviewDetails = operation({
  name: 'ReviewDetails', service: 'directory', method: 'GET', path: '/reviews/{reviewId}', action: 'review.read', summary: 'An access review: how far it has come, and when it is closed what came of it',
  input: one, output: ReviewView.extend({ groups: z.array(z.object({ id: Id, name: z.string() })) }), problems: [NotFound],
});
export const ReviewSeats = operation({
  name: 'ReviewSeats', service: 'directory', method: 'GET', path: '/reviews/{reviewId}/seats', action: 'review.read',
  summary: 'The seats of a review that I may decide, person by person: all, or only those that nobody has decided, that end within 30 days, whose person has not logged in for 90 days, or that are new or changed since the last review',
  input: one.extend({ show: z.enum(['all', 'undecided', 'ending', 'absent', 'changed']).default('all'), groupId: Id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50), cursor: Cursor.optional() }),
  output: z.object({ items: z.array(ReviewSeatView), next: z.string().nullable() }), problems: [NotFound],
});
export const AttestSeat = operation({
  name: 'AttestSeat', service: 'directory', method: 'POST', path: '/reviews/{reviewId}/seats/{seatId}/attest', action: 'review.attest', ifMatch: true,
  summary: 'Decides that somebody keeps a seat, has a lesser role or an earlier end, or leaves now; all but keeping needs a reason, which the organisation\'s administrators read',
  input: asked, output: ReviewSeatView, problems: [NotFound, VersionMissing, Stale, ReviewClosed, SeatAlreadyEnded, WidensAccess, EndsBeforeItBegins, PersonalIdentityNumber],
});
