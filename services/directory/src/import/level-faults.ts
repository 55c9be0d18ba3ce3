import type { Tx } from '@knutpunkt/persistence';
import type { Fault } from './bad-file.js';
import type { DirectoryFiles } from './read-directory.js';

/** A fault for each group that the file gives another level than it has: GENERAL and INDIVIDUAL are for ever. */
export async function levelFaults(tx: Tx, { value, faultAt }: DirectoryFiles['groups']): Promise<Fault[]> {
  const levels = new Map((await tx.query<{ code: string; level: string }>('select code, level from groups where code is not null')).map(({ code, level }) => [code, level]));
  return value.groups.flatMap(({ code, level }, at) => {
    const present = levels.get(code);
    return present && present !== level ? [faultAt(['groups', at, 'level'], `the level of ${code} is ${present} for ever`)] : [];
  });
}
