import type { AudienceRow, MeetingFacts } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import { participantRows, type MeetingRow } from '../reading/meeting-rows.js';

type Shell = Omit<MeetingRow, 'version' | 'facts'>;
type Taking = { readonly id: string; readonly person_id: string | null; readonly function_id: string | null; readonly answer: 'yes' | 'maybe' | 'no' | null };

/** What others may know of a meeting: ids, times, states and audiences; never what it is about. */
export const factsOf = (row: Shell, participants: readonly Taking[], audiences: readonly AudienceRow[]): MeetingFacts => ({
  id: row.id, groupId: row.group_id, groupLevel: row.group_level, ownerAuthorityId: row.owner_authority_id, organiserId: row.organiser_id,
  startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), zone: row.zone, place: row.place, link: row.link, status: row.status, sequence: row.sequence,
  audiences: [...audiences], participants: participants.map((p) => ({ id: p.id, personId: p.person_id, functionId: p.function_id, answer: p.answer })),
});

interface Audience { readonly audience_id: string; readonly kind: AudienceRow['kind']; readonly level: AudienceRow['level']; readonly valid_from: Date; readonly valid_to: Date | null }

/** The facts of a meeting as they stand in this transaction. */
export async function presentFacts(tx: Tx, row: Shell): Promise<MeetingFacts> {
  const audiences = await tx.query<Audience>('select * from audiences_of($1)', [row.id]);
  return factsOf(row, await participantRows(tx, row.id), audiences.map((a) => ({ audience: a.audience_id, kind: a.kind, level: a.level, validFrom: a.valid_from.toISOString(), validTo: a.valid_to?.toISOString() ?? null })));
}
