import { isComing } from './is-coming.js';
import { isOwn, type OccurrenceRow } from './series-rows.js';

interface Which {
  readonly scope: 'this' | 'following' | 'all';
  readonly meetingId?: string;
}

const inOrder = (a: OccurrenceRow, b: OccurrenceRow): number => a.planned_start.getTime() - b.planned_start.getTime() || a.original.localeCompare(b.original);

/** The meetings to come that somebody means, in the order of the series. Which comes after which is told by where the series wants them, not by where one has been moved by itself. */
export function chosenBy<M extends OccurrenceRow>({ scope, meetingId }: Which, all: readonly M[], now: Date): M[] {
  const from = all.find(({ id }) => id === meetingId);
  const meant = { this: ({ id }: M) => id === meetingId, following: (meeting: M) => !from || inOrder(meeting, from) >= 0, all: () => true }[scope];
  return all.filter((meeting) => meant(meeting) && isComing(meeting, now)).toSorted(inOrder);
}

/** Of those, the ones that still follow their series; who means one meeting means it also where it does not. */
export const following = <M extends OccurrenceRow>({ scope }: Which, chosen: readonly M[]): M[] => chosen.filter((meeting) => scope === 'this' || !isOwn(meeting));
