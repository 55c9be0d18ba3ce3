import type { Tx } from '@knutpunkt/persistence';

/** A person's place in a group, whatever memberships there have been. */
export interface Seat {
  readonly groupId: string;
  readonly personId: string;
}

const key = "hashtextextended('group ' || $1::uuid, 0)";
const take = {
  calling: `select pg_advisory_xact_lock_shared(${key}) where $1::uuid = any(my_audiences())`,
  following: `select pg_advisory_xact_lock(${key})`,
};

/**
 * Keeps calling a group apart from following its members, until the transaction ends: a call sees the members that following has seen, and following sees the meetings
 * that were called. Several may call at once. Who calls waits for no group that he does not belong to: the wait would tell that something changes there.
 */
export async function lockGroup(tx: Tx, groupId: string, who: keyof typeof take): Promise<void> {
  await tx.query(take[who], [groupId]);
}

/**
 * Keeps what is told of a person and of the person's memberships apart until the transaction ends: the later of two that come at once sees what the earlier kept. Taken
 * before any group's lock, lest two wait for each other.
 */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('person ' || $1::uuid, 0))", [personId]);
}

/** Keeps what is told of an organisation's end and of its people's apart: the later of two that come at once sees what the earlier kept. */
export async function lockOrganisation(tx: Tx, organisationId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('organisation ' || $1::uuid, 0))", [organisationId]);
}

/** Whether the person takes part in the group's meetings at this moment (and not when the transaction began, since it may have waited for the lock). */
export async function isMember(tx: Tx, { groupId, personId }: Seat): Promise<boolean> {
  const found = await tx.query(
    `select from memberships m join people p on p.id = m.person_id join groups g on g.id = m.group_id
      where m.group_id = $1 and m.person_id = $2 and m.role <> 'calendar' and m.valid_from <= clock_timestamp() and (m.valid_to is null or m.valid_to > clock_timestamp())
        and p.status in ('active', 'dormant') and (p.valid_to is null or p.valid_to > clock_timestamp()) and g.status in ('established', 'dormant') limit 1`, [groupId, personId]);
  return found.length > 0;
}

/** When a membership begins or ends by itself next; null where it has no more to come. */
export async function nextTurn(tx: Tx, membershipId: string): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }>(
    'select min(turn) as at from memberships m, unnest(array[m.valid_from, m.valid_to]) turn where m.id = $1 and turn > clock_timestamp()', [membershipId]);
  return row?.at ?? null;
}
