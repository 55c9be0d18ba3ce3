import { Temporal } from 'temporal-polyfill';
import { EndsBeforeStart, LocalTimeDoesNotExist, LocalTimeIsAmbiguous, MeetingTooLong, NoSuchDate, Problem } from '@knutpunkt/contracts';

export interface Period {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const shape = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})([+-]\d{2}:\d{2})?$/;

/**
 * The instant that a wall-clock time in `zone` (IANA) means. A time that the clocks skip is refused, and one that they show twice too, unless its UTC offset is
 * told: the choices are offered. Throws with `pointer` as the place of the fault.
 */
export function instantOf(wall: string, zone: string, pointer: string): Date {
  const [, local, offset] = shape.exec(wall) ?? [];
  const time = plain(local ?? '', pointer);
  const [earlier, later] = [time.toZonedDateTime(zone, { disambiguation: 'earlier' }), time.toZonedDateTime(zone, { disambiguation: 'later' })];
  if (!earlier.toPlainDateTime().equals(time)) throw Problem.at(LocalTimeDoesNotExist, pointer, 'The clocks are moved forward past this time.');
  const meant = [earlier, later].find((choice) => choice.offset === offset);
  if (offset && !meant) throw Problem.at(LocalTimeDoesNotExist, pointer, 'This zone does not have that UTC offset then.');
  if (!meant && !earlier.equals(later)) throw ambiguous(pointer, [earlier, later]);
  return new Date((meant ?? earlier).epochMilliseconds);
}

/** Nothing that the hub is for was held before this year. */
const earliest = 1900;

function plain(local: string, pointer: string): Temporal.PlainDateTime {
  try {
    const time = Temporal.PlainDateTime.from(local, { overflow: 'reject' });
    if (time.year >= earliest) return time;
  } catch (error) {
    if (error instanceof RangeError) throw Problem.at(NoSuchDate, pointer, 'There is no such date or time.');
    throw error;
  }
  throw Problem.at(NoSuchDate, pointer, `There are no meetings before ${earliest}.`);
}

const ambiguous = (pointer: string, choices: Temporal.ZonedDateTime[]): Problem =>
  Problem.at(LocalTimeIsAmbiguous, pointer, 'The clocks show this time twice; say which one.', {
    choices: choices.map((c) => ({ wall: `${c.toPlainDateTime().toString({ smallestUnit: 'minute' })}${c.offset}`, instant: new Date(c.epochMilliseconds).toISOString() })),
  });

const longest = 24 * 60 * 60 * 1000;

/** Start and end of a meeting from what was typed. Throws EndsBeforeStart, MeetingTooLong, or what `instantOf` throws; `below` is where in the input the times stand. */
export function periodOf({ starts, ends, zone }: { starts: string; ends: string; zone: string }, below = ''): Period {
  const startsAt = instantOf(starts, zone, `${below}/starts`);
  const endsAt = instantOf(ends, zone, `${below}/ends`);
  if (endsAt <= startsAt) throw Problem.at(EndsBeforeStart, `${below}/ends`, 'The meeting must end after it starts.');
  if (endsAt.getTime() - startsAt.getTime() > longest) throw Problem.at(MeetingTooLong, `${below}/ends`, 'A meeting lasts at most one day.');
  return { startsAt, endsAt };
}
