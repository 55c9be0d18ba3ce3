import type { AgendaView } from '@knutpunkt/contracts';
import { dotted, parseClockTime } from '../time/clock-time.js';
import { instantAt, wallClockAt } from '../time/stockholm.js';

/** Times as they are typed; no end for somebody who stayed. */
export interface TypedTimes {
  readonly from: string;
  readonly to: string;
}

const early = 6 * 3_600_000;

/** The instant of a clock time at a meeting; the day after where a meeting over midnight has it then. Undefined for what is not a time. */
export function instantOfMeeting(typed: string, { startsAt, endsAt }: Pick<AgendaView, 'startsAt' | 'endsAt'>): string | undefined {
  const time = parseClockTime(typed);
  if (time === undefined) return undefined;
  const [first, last] = [wallClockAt(startsAt).date, wallClockAt(endsAt).date];
  const at = instantAt({ date: first, time });
  const isBefore = Date.parse(at) < Date.parse(startsAt) - early;
  return isBefore && last !== first ? instantAt({ date: last, time }) : at;
}

/** Instants as they are typed in Swedish clock time. */
export const typedTimes = ({ from, to }: { from: string; to: string | null }): TypedTimes => ({
  from: dotted(wallClockAt(from).time),
  to: to === null ? '' : dotted(wallClockAt(to).time),
});

/** The texts' keys of what is wrong with the times, by input. */
export const faultsInTimes = ({ from, to }: TypedTimes): Record<string, string> => ({
  ...(parseClockTime(from) === undefined ? { from: from.trim() === '' ? 'field.time.missing' : 'field.time.invalid' } : {}),
  ...(to.trim() !== '' && parseClockTime(to) === undefined ? { to: 'field.time.invalid' } : {}),
});

/** The times as they are sent, for those without faults. */
export const sentTimes = ({ from, to }: TypedTimes, meeting: Pick<AgendaView, 'startsAt' | 'endsAt'>): { from: string; to: string | null } => ({
  from: instantOfMeeting(from, meeting)!,
  to: to.trim() === '' ? null : instantOfMeeting(to, meeting)!,
});
