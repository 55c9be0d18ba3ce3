import { AbsenceHasPassed, AbsenceTooLong, EndsBeforeStart, HoursNotInOrder, Problem, type Input, type AddAbsence, type KeepOfficeHours } from '@knutpunkt/contracts';
import { instantOf, type Period } from '../meeting/wall-time.js';

/** Throws HoursNotInOrder, with the place of the fault, where a day ends before it begins or stands twice. */
export function requireOrder(hours: Input<typeof KeepOfficeHours>['hours']): void {
  hours.forEach(({ weekday, opens, closes }, at) => {
    if (closes <= opens) throw Problem.at(HoursNotInOrder, `/hours/${at}/closes`, 'The day must end after it begins.');
    if (hours.findIndex((other) => other.weekday === weekday) < at) throw Problem.at(HoursNotInOrder, `/hours/${at}/weekday`, 'This weekday stands there already.');
  });
}

const longest = 2 * 366 * 24 * 3_600_000;

/** The time of an absence from what was typed. Throws what `instantOf` throws, EndsBeforeStart, AbsenceTooLong, and AbsenceHasPassed for one that is over. */
export function absenceOf({ starts, ends, zone }: Input<typeof AddAbsence>, now: Date): Period {
  const [startsAt, endsAt] = [instantOf(starts, zone, '/starts'), instantOf(ends, zone, '/ends')];
  if (endsAt <= startsAt) throw Problem.at(EndsBeforeStart, '/ends', 'The absence must end after it starts.');
  if (endsAt.getTime() - startsAt.getTime() > longest) throw Problem.at(AbsenceTooLong, '/ends', 'An absence lasts at most two years.');
  if (endsAt <= now) throw Problem.at(AbsenceHasPassed, '/ends', 'The absence is over.');
  return { startsAt, endsAt };
}
