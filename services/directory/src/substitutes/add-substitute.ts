import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AddSubstitute, NotFound, PossibleSubstitutes, Problem, type Output, type PersonRef } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, type Call } from '@knutpunkt/service-kit';
import { nextPlace } from '../memberships/add-member.js';
import { viewOf, visibleMembership } from '../memberships/membership-rows.js';
import { activeNow, inSwedishOrder, personRef } from '../refs.js';
import { factOf, tell } from '../tell.js';
import { heldSeat, requireSitting } from './substitute.js';

type Adding = Call<typeof AddSubstitute>;

/** Others of the holder's unit. */
const choosable = `from people p join organisations o on o.id = p.organisation_id, people h where h.id = $1 and p.unit_id = h.unit_id and p.id <> h.id and p.id <> me() and ${activeNow('p', 'o')}`;
const member = "select from memberships x where x.group_id = $1 and x.person_id = $2 and coalesce(x.valid_to, 'infinity') > $3 and coalesce(x.valid_to, 'infinity') > x.valid_from";

@Controller()
export class AddSubstituteHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(PossibleSubstitutes)
  possible({ caller, input }: Call<typeof PossibleSubstitutes>): Promise<Output<typeof PossibleSubstitutes>> {
    return this.db.as(caller, async (tx) => {
      const { person } = await heldSeat(tx, input);
      const rows = await tx.query<{ person: PersonRef }>(`select ${personRef('p', 'o')} as person ${choosable} and position(folded($2) in folded(p.name || ' ' || p.title)) > 0 order by p.name limit 50`, [person.id, input.search]);
      return { items: inSwedishOrder(rows.map((one) => one.person), ({ name }) => name) };
    });
  }

  @Handles(AddSubstitute)
  add(call: Adding): Promise<Output<typeof AddSubstitute>> {
    return this.db.as(call.caller, async (tx) => {
      const id = v7();
      const earlier = await once(tx, call, id);
      if (!earlier) await this.sitIn(tx, call, id);
      const membership = await visibleMembership(tx, call.input.groupId, earlier ?? id);
      if (!membership) throw new Problem(NotFound);
      return viewOf(tx.actor, membership);
    });
  }

  private async sitIn(tx: ActorTx, { input, now }: Adding, id: string): Promise<void> {
    await heldSeat(tx, input);
    const { taken } = await nextPlace(tx);
    const seat = await heldSeat(tx, input);
    const [from, to] = [new Date(input.from), new Date(input.to)];
    const isChoosable = (await tx.query(`select ${choosable} and p.id = $2`, [seat.person.id, input.personId])).length > 0;
    requireSitting(seat, { from, to, now: taken, isChoosable, isMember: (await tx.query(member, [input.groupId, input.personId, from])).length > 0 });
    await tx.query('select sit_in($1, $2, $3, $4, $5)', [id, input.membershipId, input.personId, from, to]);
    await audit(tx, { action: 'membership.substitute', objectId: id, details: { groupId: input.groupId, personId: input.personId, seatId: input.membershipId, toEnd: to, after: 'substitute' } });
    await tell(tx, this.outbox, { kind: 'membership', id, actor: factOf(tx), now });
  }
}
