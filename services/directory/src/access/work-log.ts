import { auditWork, type Tx } from '@knutpunkt/persistence';

interface Done { readonly id: string; readonly action: string; readonly details?: Record<string, unknown> }

/** What tells of no group is read at whichever level. */
const anyLevel = 0;

const seatOf = `
  select m.group_id as "groupId", m.person_id as "personId", m.valid_to as until, coalesce(m.valid_to > greatest(now(), m.valid_from), true) as holds, p.organisation_id as "organisationId", g.required_assurance_level as "assuranceLevel"
    from memberships m join people p on p.id = m.person_id join groups g on g.id = m.group_id where m.id = $1`;
interface Seat { readonly groupId: string; readonly personId: string; readonly until: Date | null; readonly holds: boolean; readonly organisationId: string; readonly assuranceLevel: number }

/** The log row of what the hub did by itself with a seat: for the person's organisation and, by the group, for the one that owns it, from the group's level on. */
export async function logSeat(tx: Tx, by: string, { id, action, details }: Done): Promise<void> {
  const { groupId, personId, until, holds, ...concerned } = (await tx.query<Seat & Record<string, unknown>>(seatOf, [id]))[0]!;
  const end = action !== 'membership.end' ? {} : { before: 'active', ...(holds ? { after: 'ending', toEnd: until } : { after: 'ended' }) };
  await auditWork(tx, by, { action, objectId: id, details: { groupId, personId, ...details, ...end }, concerned });
}

const organisationOf = { person: 'people', function: 'functions' } as const;

/** The log row of what the hub did by itself with somebody of an organisation, or with its function. */
export async function logOwn(tx: Tx, by: string, { kind, id, action, details }: Done & { readonly kind: keyof typeof organisationOf }): Promise<void> {
  const [row] = await tx.query<{ organisationId: string }>(`select organisation_id as "organisationId" from ${organisationOf[kind]} where id = $1`, [id]);
  await logOf(tx, by, { organisationId: row!.organisationId, id, action, ...(details && { details }) });
}

/** The log row of what the hub did by itself that concerns one organisation, and tells of no group. */
export const logOf = (tx: Tx, by: string, { organisationId, id, action, details }: Done & { readonly organisationId: string }): Promise<void> =>
  auditWork(tx, by, { action, objectId: id, ...(details && { details }), concerned: { organisationId, assuranceLevel: anyLevel } });

const ownerOf = 'select a.organisation_id as "organisationId", g.required_assurance_level as "assuranceLevel" from groups g join authorities a on a.id = g.owner_authority_id where g.id = $1';

/** The log row of what the hub did by itself with a group: for the organisation that owns it, from the group's level on. */
export async function logGroup(tx: Tx, by: string, { id, action, details }: Done): Promise<void> {
  const [concerned] = await tx.query<{ organisationId: string; assuranceLevel: number }>(ownerOf, [id]);
  await auditWork(tx, by, { action, objectId: id, details: { groupId: id, ...details }, concerned: concerned! });
}
