import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { BadDirectoryFile } from '../import/bad-file.js';
import { readYaml } from '../import/located.js';
import { readDirectory } from '../import/read-directory.js';
import { stableId } from '../import/stable-id.js';
import { datesOf } from './dates.js';
import { invitationFaults, invitationsIn } from './invitations.js';
import { MeetingsFile, type MeetingEntry } from './meetings-file.js';

/** A meeting to be loaded through the public API by `by`: entered afterwards when `held`, otherwise called. Times are wall-clock times of Europe/Stockholm, `YYYY-MM-DDThh:mm`. */
export interface DemoMeeting {
  readonly by: string;
  readonly groupId?: string;
  readonly groupCode?: string;
  readonly people: readonly string[];
  readonly functions: readonly string[];
  readonly startsLocal: string;
  readonly endsLocal: string;
  readonly place: string;
  readonly link: string;
  readonly title: string;
  readonly about: string;
  readonly held: boolean;
  /** By username; empty for what is already held, where nobody is asked. */
  readonly replies: readonly { readonly by: string; readonly answer: 'yes' | 'maybe' | 'no'; readonly comment: string }[];
}

/** All meetings of a folder's meetings.yaml and around-today.yaml, earliest first, as they are at the instant `now`; people and functions by id. Throws BadDirectoryFile. */
export async function demoMeetings(folder: string, now: Date): Promise<DemoMeeting[]> {
  const directory = await readDirectory(folder);
  const clock = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('Europe/Stockholm').toPlainDateTime();
  const files = await Promise.all(['meetings.yaml', 'around-today.yaml'].map((name) => readYaml(join(folder, name), MeetingsFile)));
  const invitations = invitationsIn(directory);
  const faults = files.flatMap((file) => invitationFaults(invitations, file));
  if (faults.length > 0) throw new BadDirectoryFile(faults);
  const entries = files.flatMap((file) => file.value.meetings);
  return entries.flatMap((entry) => meetingsOf(entry, clock)).sort((a, b) => (a.startsLocal < b.startsLocal ? -1 : 1));
}

const meetingsOf = (entry: MeetingEntry, clock: Temporal.PlainDateTime): DemoMeeting[] =>
  datesOf(entry, clock.toPlainDate()).map((date) => {
    const { starts, ends } = notGoingOn({ starts: date.toPlainDateTime(entry.starts), ends: date.toPlainDateTime(entry.ends) }, clock);
    const held = Temporal.PlainDateTime.compare(ends, clock) <= 0;
    return {
      by: entry.by, ...(entry.group && { groupId: stableId('group', entry.group), groupCode: entry.group }),
      people: entry.people.map((username) => stableId('person', username)), functions: entry.functions.map((code) => stableId('function', code)),
      startsLocal: local(starts), endsLocal: local(ends), place: entry.place, link: entry.link, title: entry.title, about: entry.about.trim(),
      held, replies: held ? [] : entry.replies,
    };
  });

const local = (at: Temporal.PlainDateTime): string => at.toString({ smallestUnit: 'minute' });

interface Span {
  readonly starts: Temporal.PlainDateTime;
  readonly ends: Temporal.PlainDateTime;
}

/** A meeting that is going on, or about to, can neither be called nor entered as held: it begins at the second quarter of an hour from now instead, and lasts as long. */
export function notGoingOn(span: Span, clock: Temporal.PlainDateTime): Span {
  const soon = clock.add({ minutes: 15 });
  const over = Temporal.PlainDateTime.compare(span.ends, clock) <= 0;
  if (over || Temporal.PlainDateTime.compare(span.starts, soon) > 0) return span;
  const starts = soon.round({ smallestUnit: 'minute', roundingIncrement: 15, roundingMode: 'ceil' });
  return { starts, ends: starts.add(span.starts.until(span.ends)) };
}
