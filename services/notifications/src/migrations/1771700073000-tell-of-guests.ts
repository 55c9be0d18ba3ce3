import type { Migration } from '@knutpunkt/persistence';
import { alsoAllow } from './1771400010000-tell-of-polls.js';

/** That a guest's time in a group ends is a matter for those who can prolong it: of it only the group and the last day are kept. */
export const tellOfGuests: Migration = {
  name: '1771700073000-tell-of-guests',
  up: () => [alsoAllow('matters', 'matters_kind_check', ['guest']), alsoAllow('mails', 'mails_kind_check', ['guest-ends'])],
};
