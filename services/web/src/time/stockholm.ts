const zone = 'Europe/Stockholm';
const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A date (YYYY-MM-DD) and a time (hh:mm) as a clock on a Swedish wall shows them. */
export interface WallClock {
  readonly date: string;
  readonly time: string;
}

/** What the clock in Europe/Stockholm shows at an instant (RFC 3339), whatever the browser's own zone is. */
export function wallClockAt(instant: string | Date): WallClock {
  const at = Object.fromEntries(parts.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return { date: `${at['year']}-${at['month']}-${at['day']}`, time: `${at['hour']}:${at['minute']}` };
}

const offsets = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });

/** The UTC offset (+01:00) of Swedish time at an instant (RFC 3339). */
export const offsetAt = (instant: string): string =>
  offsets
    .formatToParts(new Date(instant))
    .find((part) => part.type === 'timeZoneName')!
    .value.replace('GMT', '');

/** Today's date (YYYY-MM-DD) in Europe/Stockholm. */
export const todayInStockholm = (now: Date = new Date()): string => wallClockAt(now).date;
