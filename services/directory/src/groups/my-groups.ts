import { Controller } from '@nestjs/common';
import { MyGroups, type Output } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { inSwedishOrder } from '../refs.js';
import { mayWith, myRoleIn, sightOfMembers, visibleGroups } from './group-rows.js';

@Controller()
export class MyGroupsHandler {
  constructor(private readonly db: Db) {}

  @Handles(MyGroups)
  handle(call: Call<typeof MyGroups>): Promise<Output<typeof MyGroups>> {
    return this.db.as(call.caller, async (tx) => {
      const groups = inSwedishOrder(await visibleGroups(tx), ({ name }) => name);
      return {
        items: groups.map((group) => ({
          id: group.id, name: group.name, state: group.state, level: group.level, type: group.type, owner: group.owner, myRole: myRoleIn(tx.actor, group),
          members: sightOfMembers(tx.actor, group) === 'all' ? group.members : null, may: mayWith(tx.actor, group),
        })),
      };
    });
  }
}
