import { Controller } from '@nestjs/common';
import { GroupDetails, NotFound, Problem, type Output } from '@knutpunkt/contracts';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { memberViews } from '../memberships/membership-rows.js';
import { mayWith, myRoleIn, sightOfMembers, visibleGroup, type GroupRow } from './group-rows.js';

@Controller()
export class GroupDetailsHandler {
  constructor(private readonly db: Db) {}

  @Handles(GroupDetails)
  handle(call: Call<typeof GroupDetails>): Promise<Output<typeof GroupDetails>> {
    return this.db.as(call.caller, async (tx) => {
      const group = await visibleGroup(tx, call.input.groupId);
      if (!group) throw new Problem(NotFound);
      return viewOf(tx, group);
    });
  }
}

/** A group as the contract shows it, with as much of its members as the actor may see. */
export async function viewOf(tx: ActorTx, { version, endsAt, members: _, ...group }: GroupRow): Promise<Output<typeof GroupDetails>> {
  const sees = sightOfMembers(tx.actor, group) !== 'none';
  return { ...group, version: String(version), endsAt: endsAt && endsAt.toISOString(), myRole: myRoleIn(tx.actor, group), members: sees ? await memberViews(tx, group) : null, may: mayWith(tx.actor, group) };
}
