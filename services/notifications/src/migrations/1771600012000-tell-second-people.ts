import type { Migration } from '@knutpunkt/persistence';
import { alsoAllow } from './1771400010000-tell-of-polls.js';

/** Something that waits for a second person's word is a matter for those who can give it: of it only the last day is kept. */
export const tellSecondPeople: Migration = {
  name: '1771600012000-tell-second-people',
  up: () => [alsoAllow('matters', 'matters_kind_check', ['proposal']), alsoAllow('mails', 'mails_kind_check', ['proposal-made']), alsoAllow('live_events', 'live_events_type_check', ['proposal'])],
};
