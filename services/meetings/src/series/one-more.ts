import { Temporal } from 'temporal-polyfill';
import { DateInSeries, NothingLeftOfSeries, Problem, SeriesTooLong, likeOn, seriesLimits, type Like } from '@knutpunkt/contracts';
import { meetingOn } from './clock.js';
import { isComing } from './is-coming.js';
import { isOwn, type LockedOccurrence, type SeriesRow } from './series-rows.js';

type Texts = Pick<LockedOccurrence, 'title' | 'about' | 'place' | 'link'>;
type Meeting = Texts & Pick<LockedOccurrence, 'original' | 'leads' | 'status' | 'starts_at' | 'ends_at' | 'planned_start' | 'planned_end' | 'zone'>;

export interface OneMore<M> {
  /** The meeting that it is like. */
  readonly like: M;
  /** Its own texts and place. */
  readonly texts: Texts;
  readonly period: { readonly startsAt: Date; readonly endsAt: Date };
  /** RECURRENCE-ID on the wall clock; where a meeting that was cancelled has it, some seconds later, since each is one meeting's. */
  readonly original: string;
}

const wallOf = ({ starts_at, zone }: Meeting): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(starts_at.getTime()).toZonedDateTimeISO(zone);

/**
 * One meeting more of a series, on a day: at the hours of those to come that follow the series, with the place, link and texts that most of those near the day have, on its side of a change that was made from some meeting on.
 * Throws NothingLeftOfSeries, DateInSeries where one is called on that day, or SeriesTooLong.
 */
export function oneMore<M extends Meeting>({ recurrence }: Pick<SeriesRow, 'recurrence'>, all: readonly M[], { day, now }: { day: string; now: Date }): OneMore<M> {
  const found = likeOn(all.filter((meeting) => isComing(meeting, now)).map(inSeries), day);
  if (!found) throw new Problem(NothingLeftOfSeries);
  if (all.some((meeting) => meeting.status !== 'cancelled' && wallOf(meeting).toPlainDate().toString() === day)) throw Problem.at(DateInSeries, '/day', 'There is a meeting on that day.');
  const { like } = found;
  requireLimits(recurrence.firstDay, { day, count: all.length });
  const time = wallOf(like).toPlainTime().toString({ smallestUnit: 'minute' });
  const { startsAt, endsAt } = meetingOn(day, { time, minutes: (like.ends_at.getTime() - like.starts_at.getTime()) / 60_000, zone: like.zone });
  const taken = all.filter(({ original }) => original === `${day}T${time}`).length;
  return { like, texts: textsOf(found), period: { startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, original: `${day}T${time}:${String(taken).padStart(2, '0')}` };
}

/** A meeting as it stands in its series. */
function inSeries<M extends Meeting>(meeting: M) {
  const own = isOwn(meeting);
  return { ...meeting, own, day: own ? meeting.original.slice(0, 10) : wallOf(meeting).toPlainDate().toString() };
}

/** Place and link belong together: a link of one meeting is not told beside the place of another. */
function textsOf({ saying }: Like<Texts>): Texts {
  const { place, link } = saying('place', 'link');
  return { title: saying('title').title, about: saying('about').about, place, link };
}

function requireLimits(firstDay: string, { day, count }: { day: string; count: number }): void {
  const { meetings, years } = seriesLimits;
  const end = Temporal.PlainDate.from(firstDay).add({ years }).toString();
  if (count >= meetings || day > end) throw Problem.at(SeriesTooLong, '/day', `A series has at most ${meetings} meetings in ${years} years.`);
}
