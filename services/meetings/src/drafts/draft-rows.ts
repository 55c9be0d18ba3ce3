import { NotFound, Problem, type TypedOccasion } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import { requireVersion } from '@knutpunkt/service-kit';

export interface DraftRow {
  readonly id: string;
  readonly version: number;
  readonly group_id: string | null;
  readonly group_level: 'GENERAL' | 'INDIVIDUAL';
  readonly title: string;
  readonly about: string;
  readonly place: string;
  readonly link: string;
  readonly people: string[];
  readonly functions: string[];
  readonly list_hidden: boolean;
  readonly occasion: TypedOccasion;
  readonly saved_at: Date;
}

/** Those that exist for the actor now, the latest saved first. */
export const draftRows = (tx: Tx): Promise<DraftRow[]> => tx.query<DraftRow>('select * from meeting_drafts order by saved_at desc, id desc');

/** One of the actor's own. Throws NotFound for hidden and absent alike. */
export async function draftRow(tx: Tx, id: string): Promise<DraftRow> {
  const [row] = await tx.query<DraftRow>('select * from meeting_drafts where id = $1', [id]);
  if (!row) throw new Problem(NotFound);
  return row;
}

/** The version of a draft, which nobody else changes or calls until the transaction ends; null for hidden and absent alike. */
export async function holdDraft(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.query<{ version: number }>('select version from meeting_drafts where id = $1 for update', [id]);
  return row ? String(row.version) : null;
}

/** Throws NotFound for a draft that could not be held, and Stale where another version of it was seen. */
export function requireHeld(held: string | null, seen: string | undefined): void {
  if (held === null) throw new Problem(NotFound);
  requireVersion(seen === undefined ? {} : { ifMatch: seen }, held);
}
