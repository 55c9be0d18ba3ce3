import { isComing } from './is-coming.js';
import { isOwn, type LockedOccurrence } from './series-rows.js';

interface Which {
  readonly scope: 'this' | 'following' | 'all';
  readonly meetingId?: string;
}

/** The meetings to come that somebody means, in the order of the series. Which comes after which is told by the series (RECURRENCE-ID), not by where a meeting has been moved. */
export function chosenBy({ scope, meetingId }: Which, all: readonly LockedOccurrence[], now: Date): LockedOccurrence[] {
  const from = all.find(({ id }) => id === meetingId)?.original ?? '';
  const meant = { this: ({ id }: LockedOccurrence) => id === meetingId, following: ({ original }: LockedOccurrence) => original >= from, all: () => true }[scope];
  return all.filter((meeting) => meant(meeting) && isComing(meeting, now)).toSorted((a, b) => a.original.localeCompare(b.original));
}

/** Of those, the ones that still follow their series; who means one meeting means it also where it does not. */
export const following = ({ scope }: Which, chosen: readonly LockedOccurrence[]): LockedOccurrence[] => chosen.filter((meeting) => scope === 'this' || !isOwn(meeting));
