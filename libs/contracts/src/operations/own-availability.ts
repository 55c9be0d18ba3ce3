import * as z from 'zod';
import { operation } from '../operation.js';
import { problem } from '../problem.js';
import { Instant, WallTime, Zone } from '../text.js';
import { EndsBeforeStart, LocalTimeDoesNotExist, LocalTimeIsAmbiguous, NoSuchDate } from './meetings.js';

export const HoursNotInOrder = problem('hours-not-in-order', 422, 'Office hours end after they begin, and each weekday stands once');
export const AbsenceHasPassed = problem('absence-has-passed', 422, 'The absence is over');
export const AbsenceTooLong = problem('absence-too-long', 422, 'An absence lasts at most two years');
export const TooManyAbsences = problem('too-many-absences', 409, 'At most 100 absences are kept');

/** A time of day in Sweden. */
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be hh:mm');
/** When somebody works on a weekday, from Monday (1) to Sunday (7). */
export const OfficeHours = z.strictObject({ weekday: z.number().int().min(1).max(7), opens: Clock, closes: Clock });
/** A time at which somebody is away: never why. */
export const Absence = z.object({ startsAt: Instant, endsAt: Instant });
/** What somebody says of the own time: no hours where none are stated, and the absences that are not over. */
export const OwnAvailabilityView = z.object({ hours: z.array(OfficeHours), absences: z.array(Absence) });
export type OwnAvailabilityView = z.infer<typeof OwnAvailabilityView>;

const keeping = { service: 'meetings', action: 'availability.keep', output: OwnAvailabilityView } as const;

export const OwnAvailability = operation({
  ...keeping, name: 'OwnAvailability', method: 'GET', path: '/availability', summary: 'My office hours and my absences, which nobody else reads: to others I am busy then',
  input: z.strictObject({}),
});
export const KeepOfficeHours = operation({
  ...keeping, name: 'KeepOfficeHours', method: 'PUT', path: '/availability/hours', summary: 'States my office hours, all of them; outside them I am busy. Without any, nothing is stated',
  input: z.strictObject({ hours: z.array(OfficeHours).max(7) }), problems: [HoursNotInOrder],
});
export const AddAbsence = operation({
  ...keeping, name: 'AddAbsence', method: 'POST', path: '/availability/absences', status: 201, summary: 'Says that I am away from one time to another; not why',
  input: z.strictObject({ starts: WallTime, ends: WallTime, zone: Zone }), problems: [EndsBeforeStart, LocalTimeDoesNotExist, LocalTimeIsAmbiguous, NoSuchDate, AbsenceHasPassed, AbsenceTooLong, TooManyAbsences],
});
export const RemoveAbsence = operation({
  ...keeping, name: 'RemoveAbsence', method: 'POST', path: '/availability/absences/remove', summary: 'Takes back that I am away at a time',
  input: z.strictObject({ startsAt: Instant, endsAt: Instant }),
});
