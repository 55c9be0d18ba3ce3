import type { Migration } from '@knutpunkt/persistence';
import { alsoAllow } from './1771400010000-tell-of-polls.js';

/** A calendar that cannot be read is a matter for its owner: of it only the day since when is kept. */
export const tellOfCalendars: Migration = {
  name: '1771700091000-tell-of-calendars',
  up: () => [alsoAllow('matters', 'matters_kind_check', ['calendar'])],
};
