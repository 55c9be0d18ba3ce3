import type { GroupView } from '@knutpunkt/contracts';
import { decide, type Action, type Resource } from '@knutpunkt/access';
import type { Actor, ActorTx, MemberRole } from '@knutpunkt/persistence';
import type * as z from 'zod';
import { authorityRef, validNow } from '../refs.js';

type View = z.infer<typeof GroupView>;

/** A group that the actor may see. `members` counts the memberships that hold now and that the actor may see. */
export interface GroupRow extends Pick<View, 'id' | 'name' | 'level' | 'type' | 'purpose' | 'owner' | 'requiredAssuranceLevel'> {
  readonly version: number;
  readonly members: number;
}

const select = `
  select g.id, g.version, g.name, g.level, g.type, g.purpose, g.required_assurance_level as "requiredAssuranceLevel", ${authorityRef('a', 'o')} as owner,
         (select count(*)::int from memberships m where m.group_id = g.id and ${validNow('m')}) as members
    from groups g join authorities a on a.id = g.owner_authority_id join organisations o on o.id = a.organisation_id`;

/** All groups that the actor may see. */
export const visibleGroups = (tx: ActorTx): Promise<GroupRow[]> => tx.query<GroupRow>(select);

/** The group, or undefined where it does not exist for the actor. */
export const visibleGroup = async (tx: ActorTx, groupId: string): Promise<GroupRow | undefined> => (await tx.query<GroupRow>(`${select} where g.id = $1`, [groupId]))[0];

export const myRoleIn = (actor: Actor, group: Pick<GroupRow, 'id'>): MemberRole | null => actor.memberships.find(({ groupId }) => groupId === group.id)?.role ?? null;

const administersOwner = (actor: Actor, { owner }: Pick<GroupRow, 'owner'>): boolean => actor.roles.includes('administrator') && actor.organisationId === owner.organisation.id;

/** Who sees of a group's members: everyone for a member and for the owner's administrator; own people for another administrator; nobody for those who see its calendar only. */
export function sightOfMembers(actor: Actor, group: Pick<GroupRow, 'id' | 'owner'>): 'all' | 'own people' | 'none' {
  const role = myRoleIn(actor, group);
  if (administersOwner(actor, group) || (role !== null && role !== 'calendar')) return 'all';
  return actor.roles.includes('administrator') ? 'own people' : 'none';
}

const actions: readonly Action[] = ['membership.let-in', 'membership.add', 'nomination.make', 'meeting.schedule', 'meeting.record'];

/** What the rules need to know of a group. */
export const aboutGroup = ({ id, level, owner }: Pick<GroupRow, 'id' | 'level' | 'owner'>): Resource =>
  ({ groupId: id, groupLevel: level, ownerAuthorityId: owner.id, ownerOrganisationId: owner.organisation.id });

/** What the actor can do with a group now. */
export const mayWith = (actor: Actor, group: Pick<GroupRow, 'id' | 'level' | 'owner'>): Action[] => actions.filter((action) => decide(actor, action, aboutGroup(group)));
