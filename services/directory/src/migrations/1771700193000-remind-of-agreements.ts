import type { Migration } from '@knutpunkt/persistence';
import { nextTelling } from './1771700072000-remind-of-guests.js';

/** So many days before an agreement's last day it is told that the seats on it end: the next agreement takes months to be decided of, and two keys for each seat weeks. */
const days = 'array[60, 14]';

const plan = `begin
  insert into due (kind, subject_id, at) values ('agreement-ends', new.id::text, next_agreement_telling(new.valid_to));
  return null;
end`;

/** Those whose seats rest on an agreement are told before it ends, whenever its end was said. */
export const remindOfAgreements: Migration = {
  name: '1771700193000-remind-of-agreements',
  up: (service) => [
    `create function next_agreement_telling(until timestamptz) returns timestamptz language sql stable as $$ ${nextTelling(days)} $$`,
    `create function agreement_ends() returns trigger language plpgsql as $$ ${plan} $$`,
    'create trigger agreements_begin after insert on agreements for each row execute function agreement_ends()',
    'create trigger agreements_end after update of valid_to on agreements for each row when (new.valid_to is distinct from old.valid_to) execute function agreement_ends()',
    `set local role ${service}_definer`,
    `insert into ${service}.due (kind, subject_id, at) select 'agreement-ends', id::text, ${service}.next_agreement_telling(valid_to) from ${service}.agreements where valid_to > now()`,
    'reset role',
  ],
};
