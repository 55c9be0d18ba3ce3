import type { Who } from '../leaks/histories/county.js';
import type { Call } from './calls.js';
import { agreements } from './nominations.js';

type Id = (label: string) => string;

/** erik of fia's organisation sits in bo's group UNG, on no agreement: bo may put the one on it that holds between the two. */
export function ofAgreedSeats(id: Id): Call[] {
  const seat = (group: string, who: Who): string => `(select id from memberships where group_id = '${id(group)}' and person_id = '${id(who)}' and substitute_of is null order by valid_from limit 1)`;
  const of = `where group_id = '${id('UNG')}' and person_id = '${id('erik')}'`;
  const [holds, waits, others] = agreements.map((one) => `'${one.id}'`);
  const call = (held: string, agreement: string, may: readonly Who[], before?: string): Call => ({ service: 'directory', of: 'agree_on_seat', sql: `select agree_on_seat(${held}, ${agreement})`, may: (who) => may.includes(who), ...(before ? { before } : {}) });
  const erik = seat('UNG', 'erik');
  const unless = (but: string): Call => call(erik, holds!, [], `update ${but}`);
  return [
    call(erik, holds!, ['bo']), call(erik, waits!, []), call(erik, others!, []), call(erik, 'gen_random_uuid()', []), call('gen_random_uuid()', holds!, []), call(seat('UNG', 'cilla'), holds!, []),
    unless(`memberships set agreement_id = ${holds!} ${of}`), unless(`memberships set valid_from = now() - interval '2 hours', valid_to = now() - interval '1 hour' ${of}`), unless(`memberships set substitute_of = gen_random_uuid(), valid_to = now() + interval '9 days' ${of}`),
    ...["valid_to = now() - interval '1 hour'", "valid_from = now() + interval '1 hour'"].map((but) => unless(`agreements set ${but} where id = ${holds!}`)),
    // Above the session the seat is not seen, and has to be known.
    call("current_setting('probing.held')::uuid", holds!, [], `update groups set required_assurance_level = 4 where id = '${id('UNG')}'; select set_config('probing.held', id::text, true) from memberships ${of}`),
  ];
}
