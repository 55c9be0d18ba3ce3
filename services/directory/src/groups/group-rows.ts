import type { GroupView } from '@knutpunkt/contracts';
import { decide, type Action, type Resource } from '@knutpunkt/access';
import type { Actor, ActorTx, MemberRole } from '@knutpunkt/persistence';
import type * as z from 'zod';
import { authorityRef, validNow } from '../refs.js';
import { isOpenFor } from './group-steps.js';

type View = z.infer<typeof GroupView>;

/** A group that the actor may see. `members` counts the memberships that hold now and that the actor may see. */
export interface GroupRow extends Pick<View, 'id' | 'name' | 'state' | 'level' | 'type' | 'purpose' | 'owner' | 'requiredAssuranceLevel'> {
  readonly version: number;
  /** When everybody's seat ends, of a group that is wound up. */
  readonly endsAt: Date | null;
  readonly members: number;
}

/** How a group stands, of its row. */
export const stateOf = (groups: string): string => `case when ${groups}.status = 'dormant' then case when ${groups}.ends_at is null then 'resting' else 'winding-up' end else ${groups}.status end`;

const select = `
  select g.id, g.version, g.name, ${stateOf('g')} as state, g.ends_at as "endsAt", g.level, g.type, g.purpose, g.required_assurance_level as "requiredAssuranceLevel", ${authorityRef('a', 'o')} as owner,
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

const actions: readonly Action[] = ['group.change', 'group.rest', 'group.resume', 'group.wind-up', 'group.archive', 'membership.let-in', 'membership.add', 'nomination.make', 'meeting.schedule', 'meeting.record'];

/** What the rules need to know of a group. */
export const aboutGroup = ({ id, level, owner }: Pick<GroupRow, 'id' | 'level' | 'owner'>): Resource =>
  ({ groupId: id, groupLevel: level, ownerAuthorityId: owner.id, ownerOrganisationId: owner.organisation.id });

/** What the actor can do with a group now. */
export const mayWith = (actor: Actor, group: Pick<GroupRow, 'id' | 'level' | 'owner' | 'state'>): Action[] => actions.filter((action) => isOpenFor(group.state, action) && decide(actor, action, aboutGroup(group)));
