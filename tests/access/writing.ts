import type { Caller, Db } from '@knutpunkt/persistence';
import type { Scene } from './scene.js';
import type { Write } from './writes.js';

class TakenBack extends Error {}
const codeOf = (error: unknown): string | undefined => (error as { code?: string; driverError?: { code?: string } }).code ?? (error as { driverError?: { code?: string } }).driverError?.code;
const isRefusal = (error: unknown): boolean => codeOf(error) === '42501';
/** A row that another constraint refuses was let through by the policies. */
const isConstraint = (error: unknown): boolean => codeOf(error)?.startsWith('23') ?? false;

/** Makes a change as the service's own role in somebody's transaction, and takes it back: whether PostgreSQL let it through. */
export async function written(db: Db, caller: Caller, { write: { sql, of: [thing, id] }, scene }: { write: Write; scene: Scene }): Promise<boolean> {
  let rows = 0;
  try {
    await db.as(caller, async (tx) => { rows = (await tx.query(sql, [scene.ids[thing]![id]])).length; throw new TakenBack(); });
  } catch (error) {
    if (error instanceof TakenBack) return rows > 0;
    if (isRefusal(error)) return false;
    if (isConstraint(error)) return true;
    throw error;
  }
  return false;
}
