import type { AddAbsence, OwnAvailabilityView, RawInput } from '@knutpunkt/contracts';
import { parseClockTime, dotted } from '../time/clock-time.js';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';

/** When somebody works on a day, as typed; both empty on a day off. */
export interface TypedDay {
  readonly opens: string;
  readonly closes: string;
}
type Hours = OwnAvailabilityView['hours'];

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const off: TypedDay = { opens: '', closes: '' };

/** What the form begins with: the hours that are stated, or what most work. */
export const typedWeek = (hours: Hours): TypedDay[] =>
  weekdays.map((weekday) => {
    const there = hours.find((one) => one.weekday === weekday);
    if (there) return { opens: dotted(there.opens), closes: dotted(there.closes) };
    return hours.length === 0 && weekday <= 5 ? { opens: '08.00', closes: '17.00' } : off;
  });

const isBlank = (text: string): boolean => text.trim() === '';
const isOff = ({ opens, closes }: TypedDay): boolean => isBlank(opens) && isBlank(closes);
const clockFault = (text: string): string | undefined => (isBlank(text) ? 'field.time.missing' : parseClockTime(text) === undefined ? 'field.time.invalid' : undefined);
const present = (faults: Record<string, string | undefined>): Record<string, string> => Object.fromEntries(Object.entries(faults).filter((one): one is [string, string] => one[1] !== undefined));
const isBefore = (early: string | undefined, late: string | undefined): boolean => early !== undefined && late !== undefined && early < late;

/** What is wrong with the hours, by the name of the field: `<weekday>-opens`, `<weekday>-closes`. */
export const weekFaults = (week: readonly TypedDay[]): Record<string, string> =>
  Object.assign({}, ...week.map((day, at) => {
    if (isOff(day)) return {};
    const [opens, closes] = [clockFault(day.opens), clockFault(day.closes)];
    const order = opens ?? closes ?? (isBefore(parseClockTime(day.opens), parseClockTime(day.closes)) ? undefined : 'problem.hours-not-in-order');
    return present({ [`${at + 1}-opens`]: opens, [`${at + 1}-closes`]: closes ?? (opens ? undefined : order) });
  })) as Record<string, string>;

/** The hours that are sent. Takes what has been checked to be readable. */
export const hoursOf = (week: readonly TypedDay[]): Hours => week.flatMap((day, at) => (isOff(day) ? [] : [{ weekday: at + 1, opens: parseClockTime(day.opens)!, closes: parseClockTime(day.closes)! }]));

/** An absence, as typed. Without times it is of whole days. */
export interface TypedAbsence {
  readonly starts: string;
  readonly startsTime: string;
  readonly ends: string;
  readonly endsTime: string;
}
export const noAbsence: TypedAbsence = { starts: '', startsTime: '', ends: '', endsTime: '' };

const dayOf = (text: string): string | undefined => parseSwedishDate(text, todayInStockholm());
const dateFault = (text: string): string | undefined => (isBlank(text) ? 'field.date.missing' : dayOf(text) === undefined ? 'field.date.invalid' : undefined);
const timeFault = (text: string): string | undefined => (isBlank(text) ? undefined : clockFault(text));
const dayAfter = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Start and end for the hub, on the Swedish clock: all of the last day where no time is typed. Takes what has been checked to be readable. */
export function absenceOf({ starts: from, startsTime, ends: to, endsTime }: TypedAbsence): RawInput<typeof AddAbsence> {
  const last = dayOf(to)!;
  return { starts: `${dayOf(from)}T${parseClockTime(startsTime) ?? '00:00'}`, ends: isBlank(endsTime) ? `${dayAfter(last)}T00:00` : `${last}T${parseClockTime(endsTime)}` };
}

/** What is wrong with an absence before it is sent, by the name of its field. */
export function absenceFaults(typed: TypedAbsence): Record<string, string> {
  const found = present({ starts: dateFault(typed.starts), startsTime: timeFault(typed.startsTime), ends: dateFault(typed.ends), endsTime: timeFault(typed.endsTime) });
  if (Object.keys(found).length > 0) return found;
  const { starts, ends } = absenceOf(typed);
  return isBefore(starts, ends) ? {} : { ends: 'availability.endsBefore' };
}
