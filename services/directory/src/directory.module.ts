import { Module } from '@nestjs/common';
import { GroupDetailsHandler } from './groups/group-details.js';
import { MyGroupsHandler } from './groups/my-groups.js';
import { AddMemberHandler } from './memberships/add-member.js';
import { EndMembershipHandler } from './memberships/end-membership.js';
import { PossibleMembersHandler } from './memberships/possible-members.js';
import { MeHandler } from './people/me.js';
import { PossibleParticipantsHandler } from './people/possible-participants.js';
import { Pulse } from './pulse.js';

@Module({
  controllers: [MeHandler, MyGroupsHandler, GroupDetailsHandler, PossibleMembersHandler, AddMemberHandler, EndMembershipHandler, PossibleParticipantsHandler],
  providers: [Pulse],
})
export class DirectoryModule {}
