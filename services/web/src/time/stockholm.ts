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

/** The instant (RFC 3339, UTC) at which a Swedish clock shows a date and a time; the earlier one in the night when it shows it twice. */
export function instantAt({ date, time }: WallClock): string {
  const shown = `${date}T${time}:00`;
  const tries = ['+02:00', '+01:00'].map((offset) => new Date(`${shown}${offset}`).toISOString());
  return tries.find((instant) => wallClockAt(instant).time === time) ?? tries[1]!;
}

/** The last day (in Europe/Stockholm) on which something holds that ends at an instant: what ends at midnight holds through the day before. */
export const lastDayOf = (validTo: string): string => wallClockAt(new Date(new Date(validTo).getTime() - 1)).date;
