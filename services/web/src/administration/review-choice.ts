import { line, type AttestSeat, type RawInput } from '@knutpunkt/contracts';
import type { Found } from '../api/use-faults.js';
import { textRefused } from '../api/text-fault.js';
import { daysAfter } from '../time/calendar-date.js';
import { instantAt, todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import type { Role, Seat } from './review-words.js';

/** What an administrator has chosen for a seat and not yet confirmed; the end as it is typed. */
export interface Choice {
  readonly seat: Seat;
  readonly decision: 'keep' | 'change' | 'remove';
  readonly reason: string;
  readonly role: Role;
  readonly end: string;
}

export const choiceOf = (seat: Seat, decision: Choice['decision']): Choice => ({ seat, decision, reason: '', role: seat.role, end: '' });

const longest = 500;
const dayIn = (typed: string): string | undefined => parseSwedishDate(typed, todayInStockholm());
const changesNothing = ({ seat, role, end }: Choice): boolean => role === seat.role && end.trim() === '';

/** What is wrong with choices before they are sent, by the seat and the field. */
export function choiceFaults(choices: readonly Choice[]): Found {
  return Object.fromEntries(choices.filter(({ decision }) => decision !== 'keep').flatMap((choice): [string, string][] => {
    const { seat, decision, reason, end } = choice;
    const ofReason = reason.trim() === '' ? 'field.reason.missing' : textRefused(line(longest), reason);
    const ofEnd = decision === 'change' && end.trim() !== '' && !dayIn(end) ? 'field.date.invalid' : undefined;
    const ofRole = decision === 'change' && changesNothing(choice) ? 'reviews.changeMissing' : undefined;
    return ([['role', ofRole], ['end', ofEnd], ['reason', ofReason]] as const).flatMap(([field, fault]) => (fault ? [[`${seat.id}-${field}`, fault] as [string, string]] : []));
  }));
}

/** A choice without faults as the hub takes it. The last day is included: the membership ends when that day does. */
export function inputOf(reviewId: string, { seat, decision, reason, role, end }: Choice): RawInput<typeof AttestSeat> {
  const day = end.trim() === '' ? undefined : dayIn(end);
  const change = { ...(role === seat.role ? {} : { role }), ...(day ? { validTo: instantAt({ date: daysAfter(day, 1), time: '00:00' }) } : {}) };
  return { reviewId, seatId: seat.id, decision, ...(decision === 'keep' ? {} : { reason }), ...(decision === 'change' ? change : {}) };
}
