import type { Who } from '../leaks/histories/county.js';
import type { Call } from './calls.js';

type Id = (label: string) => string;

/** bo administers KOP and holds a seat in LAN for the unit in which anna works too: she may sit in, by bo's word alone. */
export function ofSubstitutes(id: Id): Call[] {
  const seat = (group: string, who: Who): string => `(select id from memberships where group_id = '${id(group)}' and person_id = '${id(who)}' and substitute_of is null order by valid_from limit 1)`;
  const sits = (held: string, person: string, since = 'now()', until = "now() + interval '7 days'"): string => `select sit_in(gen_random_uuid(), ${held}, ${person}, ${since}, ${until})`;
  const of = (group: string, who: Who): string => `where group_id = '${id(group)}' and person_id = '${id(who)}'`;
  const [lan, anna] = [seat('LAN', 'bo'), `'${id('anna')}'`];
  const represents = `update memberships set seat = 'Enheten' ${of('LAN', 'bo')}`;
  const call = (sql: string, may: readonly Who[], before?: string): Call => ({ service: 'directory', of: 'sit_in', sql, may: (who) => may.includes(who), ...(before ? { before } : {}) });
  const unless = (but: string): Call => call(sits(lan, anna), [], `${represents}; update ${but}`);
  const another = (columns: string, group: string): string => `insert into memberships (id, version, at, group_id, person_id, role, ${columns.split('=')[0]}) select gen_random_uuid(), 1, 1, '${id(group)}', ${anna}, 'member', ${columns.split('=')[1]}`;
  return [
    call(sits(lan, anna), ['bo'], represents), call(sits(lan, anna), []), call(sits('gen_random_uuid()', anna), [], represents), call(sits(lan, 'gen_random_uuid()'), [], represents), call(sits(lan, `'${id('cilla')}'`), [], represents),
    call(sits(seat('UNG', 'anna'), `'${id('bo')}'`), [], `update memberships set seat = 'Enheten' ${of('UNG', 'anna')}`),
    ...["status = 'dormant'", "valid_from = now() + interval '1 hour'", "valid_to = now() - interval '1 hour'"].map((but) => unless(`people set ${but} where id = ${anna}`)),
    ...["valid_from = now() + interval '1 hour'", "valid_to = now() + interval '1 hour'", "substitute_of = gen_random_uuid(), valid_to = now() + interval '30 days'"].map((but) => unless(`memberships set ${but} ${of('LAN', 'bo')}`)),
    call(sits(lan, anna, "now() - interval '20 hours'", "now() - interval '13 hours'"), [], `${represents}; update memberships set valid_from = now() - interval '3 days', valid_to = now() - interval '12 hours' ${of('LAN', 'bo')}`),
    ...["level = 'INDIVIDUAL'", "status = 'archived'", 'required_assurance_level = 4'].map((but) => unless(`groups set ${but} where id = '${id('LAN')}'`)),
    ...([['now()', "now() - interval '1 hour'"], ["now() - interval '2 days'", 'now()'], ['now()', "now() + interval '93 days'"]] as const).map(([since, until]) => call(sits(lan, anna, since, until), [], represents)),
    call(sits(lan, anna), [], `${represents}; ${another('valid_from=now()', 'LAN')}`),
    ...["now() - interval '2 days', now() - interval '1 day'", "now() + interval '1 day', now() + interval '1 day'"].map((period) => call(sits(lan, anna), ['bo'], `${represents}; ${another(`valid_from, valid_to=${period}`, 'LAN')}`)),
  ];
}
