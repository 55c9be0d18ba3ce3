import type { Migration } from '@knutpunkt/persistence';
import { alsoAllow } from './1771400010000-tell-of-polls.js';

/** That an agreement ends on which seats rest is a matter for those who can see to the next one: of it only the last day is kept. */
export const tellOfAgreementsThatEnd: Migration = {
  name: '1771700192000-tell-of-agreements-that-end',
  up: () => [alsoAllow('matters', 'matters_kind_check', ['agreement']), alsoAllow('mails', 'mails_kind_check', ['agreement-ends'])],
};
