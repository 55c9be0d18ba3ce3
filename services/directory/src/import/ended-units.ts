import type { Tx } from '@knutpunkt/persistence';
import type { Fault } from './bad-file.js';
import type { DirectoryFiles } from './read-directory.js';
import { stableId } from './stable-id.js';

interface Gone { readonly code: string; readonly ended: boolean }

const gone = `
  select f.code, u.ended_at is not null as ended from unnest($1::text[], $2::uuid[]) f(code, id) join units u on u.id = f.id
   where not exists (select from units v where v.organisation_id = u.organisation_id and v.code = f.code and v.ended_at is null)`;

/** A fault for each person who is not here yet and whom the files would put into a unit that an administrator has ended or given another code. Who is here stays as administrators left that one. */
export async function endedUnitFaults(tx: Tx, { organisations, people }: DirectoryFiles): Promise<Fault[]> {
  const codes = organisations.value.organisations.flatMap(({ authorities }) => authorities.flatMap(({ units }) => units.map(({ code }) => code)));
  const found = await tx.query<Gone & Record<string, unknown>>(gone, [codes, codes.map((code) => stableId('unit', code))]);
  const words = new Map(found.map(({ code, ended }) => [code, ended ? `unit ${code} has ended` : `unit ${code} has another code now`]));
  const known = new Set((await tx.query<{ username: string }>('select home_id as username from people where home_id = any($1)', [people.value.people.map(({ username }) => username)])).map(({ username }) => username));
  return people.value.people.flatMap(({ username, unit }, at) => (words.has(unit) && !known.has(username) ? [people.faultAt(['people', at, 'unit'], words.get(unit)!)] : []));
}
