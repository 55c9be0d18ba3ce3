import type { Tx } from '@knutpunkt/persistence';
import type { Fault } from './bad-file.js';
import type { Path } from './located.js';
import type { DirectoryFiles } from './read-directory.js';

interface Holder {
  readonly path: Path;
  readonly username: string;
  readonly function: string;
  readonly authority: string;
  readonly organisation: string;
}

/** A fault for each function that the files give to somebody of another authority: whoever holds a function is told what that authority is told. */
export function holderFaults(files: DirectoryFiles): Fault[] {
  const units = files.organisations.value.organisations.flatMap(({ authorities }) => authorities.flatMap(({ code, units: own }) => own.map((unit) => [unit.code, code] as const)));
  const authorityOf = new Map(units);
  const worksAt = new Map(files.people.value.people.map(({ username, unit }) => [username, authorityOf.get(unit)]));
  return holdersIn(files).flatMap((holder) => faultOf(files, holder, worksAt.get(holder.username)));
}

/** The same for those who are here already, wherever they stand now. Functions that are here stay as they are. */
export async function movedHolderFaults(tx: Tx, files: DirectoryFiles): Promise<Fault[]> {
  const holders = holdersIn(files);
  const present = new Set((await tx.query<{ code: string }>('select code from functions where code = any($1)', [holders.map((h) => h.function)])).map(({ code }) => code));
  const people = await tx.query<{ organisation: string; username: string; authority: string }>(
    `select o.code as organisation, p.home_id as username, coalesce(a.code, a.name) as authority from people p join organisations o on o.id = p.organisation_id join authorities a on a.id = p.authority_id
      where p.home_id = any($1)`, [holders.map((h) => h.username)]);
  const worksAt = new Map(people.map((p) => [`${p.organisation} ${p.username}`, p.authority]));
  return holders.filter((h) => !present.has(h.function)).flatMap((holder) => faultOf(files, holder, worksAt.get(`${holder.organisation} ${holder.username}`)));
}

const holdersIn = ({ organisations }: DirectoryFiles): Holder[] =>
  organisations.value.organisations.flatMap((organisation, o) => organisation.authorities.flatMap((authority, a) => authority.units.flatMap((unit, u) => unit.functions.flatMap((held, f) => held.holders.map((username, h) => ({
    path: ['organisations', o, 'authorities', a, 'units', u, 'functions', f, 'holders', h], username, function: held.code, authority: authority.code, organisation: organisation.code,
  }))))));

/** Somebody whom nobody knows is another fault. */
const faultOf = ({ organisations }: DirectoryFiles, { path, username, function: held, authority }: Holder, worksAt: string | undefined): Fault[] =>
  worksAt === undefined || worksAt === authority ? [] : [organisations.faultAt(path, `${username} works at ${worksAt} and cannot hold ${held}, a function of ${authority}`)];
