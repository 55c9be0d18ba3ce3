import type { AudienceRow, MeetingFacts } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import type { MeetingRow } from '../reading/meeting-rows.js';

type Shell = Omit<MeetingRow, 'version' | 'facts'>;
type Taking = { readonly id: string; readonly person_id: string | null; readonly function_id: string | null; readonly answer: 'yes' | 'maybe' | 'no' | null };

/** What others may know of a meeting: ids, times, states and audiences; never what it is about. */
export const factsOf = (row: Shell, participants: readonly Taking[], audiences: readonly AudienceRow[]): MeetingFacts => ({
  id: row.id, groupId: row.group_id, groupLevel: row.group_level, ownerAuthorityId: row.owner_authority_id, organiserId: row.organiser_id,
  startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), zone: row.zone, place: row.place, link: row.link, status: row.status, sequence: row.sequence,
  audiences: [...audiences], participants: participants.map((p) => ({ id: p.id, personId: p.person_id, functionId: p.function_id, answer: p.answer })), ...(row.list_hidden && { listHidden: true }),
});

interface Audience { readonly audience_id: string; readonly kind: AudienceRow['kind']; readonly level: AudienceRow['level']; readonly valid_from: Date; readonly valid_to: Date | null }

const audiencesOf = async (tx: Tx, meetingId: string): Promise<AudienceRow[]> =>
  (await tx.query<Audience>('select * from audiences_of($1)', [meetingId])).map((a) => ({ audience: a.audience_id, kind: a.kind, level: a.level, validFrom: a.valid_from.toISOString(), validTo: a.valid_to?.toISOString() ?? null }));

/** All who take part, also where the one who changes something does not see them. */
const takingPartIn = (tx: Tx, meetingId: string): Promise<Taking[]> => tx.query<Taking>('select * from participants_of($1)', [meetingId]);

/** The facts of a meeting as they stand in this transaction. */
export async function presentFacts(tx: Tx, row: Shell): Promise<MeetingFacts> {
  const [audiences, participants] = await Promise.all([audiencesOf(tx, row.id), takingPartIn(tx, row.id)]);
  return factsOf(row, participants, audiences);
}

/** The facts of a meeting after a change, and their version. */
export interface Facts { readonly facts: MeetingFacts; readonly version: number }

/** Gives the facts of a meeting that is locked their next version, as they stand when all is written that was asked before. */
export async function nextFacts(tx: Tx, meetingId: string): Promise<Facts> {
  const [rows, audiences, participants] = await Promise.all([tx.query<MeetingRow>('update meetings set facts = facts + 1 where id = $1 returning *', [meetingId]), audiencesOf(tx, meetingId), takingPartIn(tx, meetingId)]);
  return { facts: factsOf(rows[0]!, participants, audiences), version: rows[0]!.facts };
}
