import type { PresenceView } from '@knutpunkt/contracts';
import type { Names } from '@knutpunkt/access';

export interface PresenceRow { readonly id: string; readonly agenda_id: string; readonly person_id: string; readonly substitute_for_id: string | null; readonly from_at: Date; readonly to_at: Date | null; readonly version: number }

/** A presence as everybody who sees the agenda sees it. */
export const presenceView = (row: PresenceRow, names: Names, may: string[]): PresenceView => ({
  id: row.id, version: `p${row.version}`, person: names.person(row.person_id), substituteFor: row.substitute_for_id ? names.person(row.substitute_for_id) : null, from: row.from_at.toISOString(), to: row.to_at?.toISOString() ?? null, may,
});
