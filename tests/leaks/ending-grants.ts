import { openDirectory } from '@knutpunkt/directory';
import type { LeakHub } from './leak-hub.js';

/** What lets somebody in until a second that is said: in each case a row of the directory's, with that second in it. */
export interface Grant {
  readonly called: string;
  readonly holder: string;
  /** Makes the row, without an end that is near. */
  readonly given: string;
  /** Says when it ends: `$1`. */
  readonly ends: string;
}

const person = (username: string): string => `(select id from people where home_id = '${username}')`;
const group = "(select id from groups where code = 'PROV-UNG')";
const farEnd = "now() + interval '30 days'";
const ofGroup = (holder: string): string => `update memberships set valid_to = $1, version = version + 1, at = next_place() where group_id = ${group} and person_id = ${person(holder)}`;
const seat = ({ holder, role = 'member', rest = '', values = '' }: { holder: string; role?: string; rest?: string; values?: string }): string =>
  `insert into memberships (id, version, at, group_id, person_id, role, valid_from, valid_to${rest}) select gen_random_uuid(), 1, next_place(), ${group}, ${person(holder)}, '${role}', now() - interval '1 day', ${farEnd}${values}`;

const theSeat = `(select id from memberships where group_id = ${group} and person_id = ${person('karl.pol')})`;
const agreement = "(select id from agreements where name = 'Samverkan' limit 1)";

/** A place in the general group, on each footing that there is. */
export const seats: readonly Grant[] = [
  { called: 'a seat', holder: 'karl.pol', given: 'select 1', ends: ofGroup('karl.pol') },
  { called: 'a guest\'s place', holder: 'sven.pol', given: seat({ holder: 'sven.pol', role: 'guest' }), ends: ofGroup('sven.pol') },
  { called: 'a substitute\'s place', holder: 'lena.pol', given: seat({ holder: 'lena.pol', rest: ', substitute_of', values: `, ${theSeat}` }), ends: ofGroup('lena.pol') },
  { called: 'a seat that rests on an agreement', holder: 'ulla.pol', given: seat({ holder: 'ulla.pol', rest: ', agreement_id', values: `, ${agreement}` }), ends: ofGroup('ulla.pol') },
];

/** All of them receive requests to one function: what each sees of a meeting's requests hangs on the place in the group alone. */
export const receiving = `
  with changed as (update functions set version = version + 1, at = next_place() where code = 'VB-POL' returning id)
  insert into holdings (function_id, person_id, valid_from) select f.id, p.id, now() - interval '1 day' from changed f, people p where p.home_id in ('karl.pol', 'lena.pol', 'ulla.pol')`;

/** The function to which requests come. */
export const holding: Grant = {
  called: 'the holding of a function', holder: 'nils.bos', given: 'select 1',
  ends: `with held as (update holdings set valid_to = $1 where person_id = ${person('nils.bos')} returning function_id) update functions set version = version + 1, at = next_place() where id in (select function_id from held)`,
};

/** All that somebody has in the hub. */
export const employment: Grant = {
  called: 'an employment', holder: 'frida.kop', given: 'select 1', ends: `update people set valid_to = $1, version = version + 1, at = next_place() where home_id = 'frida.kop'`,
};

/** What the directory has written is told to the others. */
export async function told(leaks: LeakHub): Promise<void> {
  const operator = await openDirectory(leaks.hub.configOf('directory'));
  await operator.republish();
  await operator.close();
  await leaks.heard();
}

const clock = async (leaks: LeakHub): Promise<number> => (await leaks.hub.asAdmin<{ now: Date }>('directory', 'select clock_timestamp() as now'))[0]!.now.getTime();

/** Says of all of them that they end at one second that is still to come when every service has heard of it; gives that second, in milliseconds. On a slow machine it is said anew, of a later one. */
export async function endingSoon(leaks: LeakHub, grants: readonly Grant[], seconds = 5): Promise<number> {
  const at = Math.ceil((await clock(leaks)) / 1_000 + seconds) * 1_000;
  for (const { ends } of grants) await leaks.hub.asAdmin('directory', ends, [new Date(at)]);
  await told(leaks);
  return (await clock(leaks)) < at - 1_000 ? at : endingSoon(leaks, grants, seconds * 2);
}

/** Throws while that instant has not come. */
export async function requirePast(leaks: LeakHub, at: number): Promise<void> {
  if ((await clock(leaks)) < at) throw new Error('it has not come');
}
