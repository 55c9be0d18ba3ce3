import type { Migration } from '@knutpunkt/persistence';
import { alsoAllow } from './1771400010000-tell-of-polls.js';

/** Who has not answered an invitation is mailed it once more. */
export const remindOfMeetings: Migration = {
  name: '1771600041000-remind-of-meetings',
  up: () => [alsoAllow('mails', 'mails_kind_check', ['reminded'])],
};
