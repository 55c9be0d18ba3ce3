import { Temporal } from 'temporal-polyfill';

/** The day that it is in Sweden at a moment. */
export const swedishDay = (moment: Date): Temporal.PlainDate => Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO('Europe/Stockholm').toPlainDate();
