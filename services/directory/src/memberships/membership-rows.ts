import type { MembershipView, PersonRef } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import type { Actor, ActorTx, MemberRole } from '@knutpunkt/persistence';
import type * as z from 'zod';
import type { GroupRow } from '../groups/group-rows.js';
import { inSwedishOrder, personRef } from '../refs.js';
import { hasEnded, type Period } from './membership.js';

/** A membership that the actor may see. `ownerOrganisationId` is null where the group itself is out of the actor's sight; `readAt` is the database's time, by which its period is judged. */
export interface MembershipRow extends Period {
  readonly id: string;
  readonly version: number;
  readonly role: MemberRole;
  readonly seat: string | null;
  readonly substituteFor: string | null;
  /** Whether it rests on an agreement. */
  readonly agreed: boolean;
  /** Null where the group is out of the actor's sight. */
  readonly groupLevel: 'GENERAL' | 'INDIVIDUAL' | null;
  /** Whether the group is wound up, or has been: nobody is let in. */
  readonly groupEnds: boolean;
  readonly person: PersonRef;
  readonly ownerOrganisationId: string | null;
  readonly readAt: Date;
}

const select = `
  select m.id, m.version, m.role, m.seat, sp.name as "substituteFor", m.agreement_id is not null as agreed, g.level as "groupLevel", g.ends_at is not null as "groupEnds", m.valid_from as "validFrom", m.valid_to as "validTo", ${personRef('p', 'o')} as person, a.organisation_id as "ownerOrganisationId", clock_timestamp() as "readAt"
    from memberships m join people p on p.id = m.person_id join organisations o on o.id = p.organisation_id
    left join memberships sm on sm.id = m.substitute_of left join people sp on sp.id = sm.person_id
    left join groups g on g.id = m.group_id left join authorities a on a.id = g.owner_authority_id`;

/** A membership of the group, or undefined where it does not exist for the actor. One's own in a group above the session's level does not; that of one's people, once ended, does. */
export const visibleMembership = async (tx: ActorTx, groupId: string, id: string): Promise<MembershipRow | undefined> =>
  (await tx.query<MembershipRow>(`${select} where m.group_id = $1 and m.id = $2 and (g.id is not null or m.person_id <> me())`, [groupId, id]))[0];

/** The group's members now and to come, as far as the actor may see them, by organisation and name. */
export async function memberViews(tx: ActorTx, group: Pick<GroupRow, 'id'>): Promise<z.infer<typeof MembershipView>[]> {
  const rows = await tx.query<MembershipRow>(`${select} where m.group_id = $1 and (m.valid_to is null or m.valid_to > greatest(now(), m.valid_from))`, [group.id]);
  return inSwedishOrder(rows, ({ person }) => `${person.organisation.name} ${person.name}`).map((row) => viewOf(tx.actor, row));
}

/** The membership as the contract shows it, with what the actor can do with it now. */
export const viewOf = (actor: Actor, row: MembershipRow): z.infer<typeof MembershipView> => ({
  id: row.id, version: String(row.version), person: row.person, role: row.role, seat: row.seat, substituteFor: row.substituteFor,
  validFrom: row.validFrom.toISOString(), validTo: row.validTo && row.validTo.toISOString(),
  may: [...(!hasEnded(row, row.readAt) && mayEnd(actor, row) ? ['membership.end'] : []), ...(takesSubstitutes(row) && maySubstitute(actor, row) ? ['membership.substitute'] : [])],
});

const maySubstitute = (actor: Actor, { person }: MembershipRow): boolean => decide(actor, 'membership.substitute', { personOrganisationId: person.organisation.id });

/** Whether somebody may sit in: the seat represents a unit, in a general group, and is nobody's who sits in. */
export const takesSubstitutes = (row: MembershipRow): boolean =>
  row.seat !== null && row.substituteFor === null && row.groupLevel === 'GENERAL' && !row.groupEnds && !hasEnded(row, row.readAt) && row.validFrom <= row.readAt;

/** Whether the actor is an administrator of the group's owner or of the person's organisation, and the membership somebody else's. */
export const mayEnd = (actor: Actor, { ownerOrganisationId, person }: Pick<MembershipRow, 'ownerOrganisationId' | 'person'>): boolean =>
  decide(actor, 'membership.end', { personId: person.id, personOrganisationId: person.organisation.id, ...(ownerOrganisationId && { ownerOrganisationId }) });
