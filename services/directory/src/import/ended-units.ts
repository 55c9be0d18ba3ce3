import type { Tx } from '@knutpunkt/persistence';
import type { Fault } from './bad-file.js';
import type { DirectoryFiles } from './read-directory.js';
import { stableId } from './stable-id.js';

/** A fault for each person who is not here yet and whom the files would put into a unit that an administrator has ended. Who is here stays as administrators left that one. */
export async function endedUnitFaults(tx: Tx, { organisations, people }: DirectoryFiles): Promise<Fault[]> {
  const codes = organisations.value.organisations.flatMap(({ authorities }) => authorities.flatMap(({ units }) => units.map(({ code }) => code)));
  const ended = new Set((await tx.query<{ code: string }>(
    `select u.code from units u where u.id = any($1) and u.ended_at is not null and not exists (select from units v where v.organisation_id = u.organisation_id and v.code = u.code and v.ended_at is null)`,
    [codes.map((code) => stableId('unit', code))])).map(({ code }) => code));
  const known = new Set((await tx.query<{ username: string }>('select home_id as username from people where home_id = any($1)', [people.value.people.map(({ username }) => username)])).map(({ username }) => username));
  return people.value.people.flatMap(({ username, unit }, at) => (ended.has(unit) && !known.has(username) ? [people.faultAt(['people', at, 'unit'], `unit ${unit} has ended`)] : []));
}
