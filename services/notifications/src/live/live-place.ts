/** How far somebody has heard, by the assurance level of what was told. */
export type Heard = ReadonlyMap<number, number>;

/** Writes a place as it is given to clients: `2-41.3-7`, lower levels first; empty where nothing was told yet. */
export const placeOf = (heard: Heard): string => [...heard].sort(([a], [b]) => a - b).map(([level, sequence]) => `${level}-${sequence}`).join('.');

/** Reads a place that was given before; its form is checked by the contract. */
export const heardAt = (place: string): Heard => new Map(place === '' ? [] : place.split('.').map((part) => part.split('-').map(Number) as [number, number]));
