import type { Migration } from '@knutpunkt/persistence';
import { alsoAllow } from './1771400010000-tell-of-polls.js';

/** Who proposed another time is mailed that it is not taken. */
export const tellOfProposals: Migration = {
  name: '1771600031000-tell-of-proposals',
  up: () => [alsoAllow('mails', 'mails_kind_check', ['proposal-declined'])],
};
