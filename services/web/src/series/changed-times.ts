import type { MeetingView, SeriesMove, SeriesView } from '@knutpunkt/contracts';
import type { Times } from '../rooms/times.js';
import { instantAt, offsetAt, wallClockAt } from '../time/stockholm.js';
import type { Scope } from './scope-choice.js';

interface Stretch {
  readonly startsAt: string;
  readonly endsAt: string;
}

const wall = (instant: string): string => {
  const { date, time } = wallClockAt(instant);
  return `${date}T${time}${offsetAt(instant)}`;
};

/** A stretch of time as the clock shows it, with its offset. */
export const wallAt = ({ startsAt, endsAt }: Stretch): Times => ({ starts: wall(startsAt), ends: wall(endsAt) });

interface Changed {
  readonly time?: string;
  readonly minutes?: number;
  readonly place?: string;
}

interface Change {
  readonly meeting: Pick<MeetingView, 'id'>;
  readonly scope: Exclude<Scope, 'this'>;
  readonly changed: Changed;
}

interface Asked {
  readonly times: Times[];
  /** The meetings whose times they are, in the same order. */
  readonly apart: string[];
}

/** At another time of day, on its day. */
function onItsDay({ startsAt, endsAt }: Stretch, { time, minutes }: Changed): Stretch {
  if (time === undefined || minutes === undefined) return { startsAt, endsAt };
  const begins = instantAt({ date: wallClockAt(startsAt).date, time });
  return { startsAt: begins, endsAt: new Date(Date.parse(begins) + minutes * 60_000).toISOString() };
}

/**
 * The times that the coming meetings of a series get by a change, each on its day, and which meetings those are. One that has been moved by itself stays as it is. `meetings` are in the order of the
 * series, which tells what follows what: not the time to which one of them has been moved.
 */
export function changedTimes({ meetings }: SeriesView, { meeting, scope, changed }: Change, now: Date = new Date()): Asked {
  const from = scope === 'all' ? 0 : Math.max(0, meetings.findIndex(({ meetingId }) => meetingId === meeting.id));
  const meant = meetings.slice(from).filter(({ startsAt, status, own }) => status === 'called' && !own && new Date(startsAt) > now);
  return { times: meant.map((one) => wallAt(onItsDay(one, changed))), apart: meant.map(({ meetingId }) => meetingId) };
}

/** The times that meetings get which follow another weekday, and those of meetings that stay on their day and get another time of day or place. One that has been moved by itself gets neither. */
export function movedTimes(moves: readonly SeriesMove[], changed: Changed): Asked {
  const changesThose = changed.time !== undefined || changed.place !== undefined;
  const meant = moves.filter(({ to, why }) => to !== null || (changesThose && why !== 'own'));
  return { times: meant.map((one) => wallAt(one.to ?? onItsDay(one, changed))), apart: meant.map(({ meetingId }) => meetingId) };
}
