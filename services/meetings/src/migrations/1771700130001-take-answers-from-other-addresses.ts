import { every, guard, type Migration } from '@knutpunkt/persistence';
import { mailbox } from '../by-mail/addresses.js';

/** The other addresses that people answer mail from; whoever takes their mail reads them, and nobody who asks. */
export const takeAnswersFromOtherAddresses: Migration = {
  name: '1771700130001-take-answers-from-other-addresses',
  up: (service) => [
    'create table person_aliases (person_id uuid not null, address text not null, primary key (person_id, address))',
    ...guard(service, 'person_aliases', { worker: { select: every.select!, insert: every.insert!, delete: every.delete! } }),
    `create index people_mailbox on people ((${mailbox('email')}))`,
    `create index functions_mailbox on functions ((${mailbox('email')}))`,
  ],
};
