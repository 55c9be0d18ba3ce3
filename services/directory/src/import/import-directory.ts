import type { Outbox } from '@knutpunkt/messaging';
import { auditWork, type Db, type Tx } from '@knutpunkt/persistence';
import { tell } from '../tell.js';
import { BadDirectoryFile } from './bad-file.js';
import { endedUnitFaults } from './ended-units.js';
import { movedHolderFaults } from './holder-faults.js';
import { readDirectory } from './read-directory.js';
import { rowsOf, type NewRow } from './rows.js';
import { levelFaults } from './level-faults.js';
import type { DirectoryKind } from './stable-id.js';

/** How many of each kind were missing and are there now. */
export type Imported = Readonly<Record<DirectoryKind, number>>;

/**
 * Loads a folder's files in one transaction: inserts what is missing (by code, username, or person and group) and tells it; what is there stays as administrators left
 * it. Throws BadDirectoryFile, with file, line and reason, for a file that is wrong, that changes a group's level,
 * that gives a function to somebody who has moved to another authority, or that puts somebody new into a unit that has ended.
 */
export async function importDirectory(db: Db, outbox: Outbox, folder: string): Promise<Imported> {
  const files = await readDirectory(folder);
  const now = new Date();
  return db.work('import', async (tx) => {
    await tx.query('select next_place()');
    const faults = [...(await levelFaults(tx, files.groups)), ...(await movedHolderFaults(tx, files)), ...(await endedUnitFaults(tx, files))];
    if (faults.length > 0) throw new BadDirectoryFile(faults);
    const imported: Record<DirectoryKind, number> = { organisation: 0, authority: 0, unit: 0, person: 0, function: 0, group: 0, membership: 0 };
    for (const row of rowsOf(files)) {
      if (!(await insertMissing(tx, row))) continue;
      imported[row.kind] += 1;
      await tell(tx, outbox, { kind: row.kind, id: row.id, actor: { kind: 'worker', id: 'import' }, now });
      await auditWork(tx, 'import', { action: `${row.kind}.import`, objectId: row.id });
    }
    return imported;
  });
}

/** Tells whether the row was missing; then it is there with version 1, a place of its own, and what belongs to it. */
async function insertMissing(tx: Tx, { id, insert, params, also = [] }: NewRow): Promise<boolean> {
  const inserted = await tx.query<{ id: string }>(insert, [id, ...params]);
  if (inserted.length === 0) return false;
  for (const each of also) await tx.query(each.insert, each.params);
  return true;
}
