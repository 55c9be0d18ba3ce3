import { Controller } from '@nestjs/common';
import { MeetingAccess, NotAllowed, Problem, type Output } from '@knutpunkt/contracts';
import { decide, partnerRights, swedishDay } from '@knutpunkt/access';
import { Db, audit } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';

type Seats = Output<typeof MeetingAccess>['seats'];

const seats = `select s.group_id as "groupId", s.person_id as "personId", ${swedishDay('s.used')} as "lastUsed" from seats_last_used() s`;

@Controller()
export class MeetingAccessHandler {
  constructor(private readonly db: Db) {}

  @Handles(MeetingAccess)
  handle({ caller }: Call<typeof MeetingAccess>): Promise<Output<typeof MeetingAccess>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'access.list')) throw new Problem(NotAllowed);
      await audit(tx, { action: 'access.list' });
      return { items: await partnerRights(tx), seats: await tx.query<Seats[number]>(seats) };
    });
  }
}
