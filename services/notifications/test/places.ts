import { heardAt, placeOf } from '../src/live/live-place.js';

/** The place so many events later, at the level that every session hears. */
export const later = (place: string, events: number): string => placeOf(new Map([...heardAt(place), [2, (heardAt(place).get(2) ?? 0) + events]]));
