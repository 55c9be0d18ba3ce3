const zone = 'Europe/Stockholm';
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
const iso = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });

/** The date of an instant (RFC 3339) in Sweden: "torsdag 21 januari 2027". */
export const dayText = (instant: string): string => day.format(new Date(instant));
/** The time of an instant in Sweden as it is written in text: "13.30". */
export const clockOf = (instant: string): string => clock.format(new Date(instant)).replace(':', '.');
/** Year, month and day of an instant in Sweden. */
export const dateOf = (instant: Date): [number, number, number] => iso.format(instant).split('-').map(Number) as [number, number, number];
