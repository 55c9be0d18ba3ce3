import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { AddMember, NotAllowed, NotFound, Problem, SecondPersonNeeded, type Output } from '@knutpunkt/contracts';
import { decide, type Resource } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type Actor, type ActorTx, type Tx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, type Call } from '@knutpunkt/service-kit';
import { agreedWith } from '../agreements/agreement-rows.js';
import { aboutGroup, visibleGroup } from '../groups/group-rows.js';
import { requireGoingOn } from '../groups/group-steps.js';
import { activeNow } from '../refs.js';
import { factOf, tell } from '../tell.js';
import { viewOf, visibleMembership } from './membership-rows.js';
import { requireAddable, type Candidate, type Period } from './membership.js';

type Adding = Call<typeof AddMember>;

@Controller()
export class AddMemberHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(AddMember)
  handle(call: Adding): Promise<Output<typeof AddMember>> {
    return this.db.as(call.caller, async (tx) => {
      const id = v7();
      const earlier = await once(tx, call, id);
      if (!earlier) await this.add(tx, call, id);
      const membership = await visibleMembership(tx, call.input.groupId, earlier ?? id);
      if (!membership) throw new Problem(NotFound);
      return viewOf(tx.actor, membership);
    });
  }

  private async add(tx: ActorTx, { input, now }: Adding, id: string): Promise<void> {
    const group = await visibleGroup(tx, input.groupId);
    if (!group) throw new Problem(NotFound);
    requireMayAdd(tx.actor, { ...aboutGroup(group), personId: input.personId });
    refuseIdentityNumbers({ seat: input.seat });
    const validTo = input.validTo ? new Date(input.validTo) : null;
    const { place, taken } = await nextPlaceIn(tx, input.groupId);
    requireAddable({ candidate: await candidateOf(tx, input.personId), earlier: await membershipsOf(tx, input.groupId, input.personId), validTo }, tx.actor.organisationId, taken);
    await tx.query('insert into memberships (id, version, at, group_id, person_id, role, seat, valid_from, valid_to) values ($1, 1, $2, $3, $4, $5, $6, now(), $7)',
      [id, place, input.groupId, input.personId, input.role, input.seat ?? null, validTo]);
    await audit(tx, { action: 'membership.add', objectId: id, details: { groupId: input.groupId, personId: input.personId, toRole: input.role, ...(validTo && { toEnd: validTo }), after: 'active' } });
    await tell(tx, this.outbox, { kind: 'membership', id, actor: factOf(tx), now });
  }
}

/** Throws SecondPersonNeeded where who asks may let the person in with another's word only, else NotAllowed. */
function requireMayAdd(actor: Actor, about: Resource): void {
  if (!decide(actor, 'membership.add', about)) throw new Problem(decide(actor, 'membership.let-in', about) ? SecondPersonNeeded : NotAllowed);
}

/**
 * The place of the change about to be made, and the database's time when it was taken. It holds the lock under which all changes of the directory follow one after
 * the other: what is read after it stays true until the commit.
 */
export async function nextPlace(tx: Tx): Promise<{ place: string; taken: Date }> {
  const [{ place }] = await tx.query<{ place: string }>('select next_place() as place') as [{ place: string }];
  const [{ taken }] = await tx.query<{ taken: Date }>('select clock_timestamp() as taken') as [{ taken: Date }];
  return { place, taken };
}

/** The same in a group that the actor sees. Throws GroupEnds for one that lets nobody in by then. */
export async function nextPlaceIn(tx: ActorTx, groupId: string): Promise<{ place: string; taken: Date }> {
  const next = await nextPlace(tx);
  const group = await visibleGroup(tx, groupId);
  if (!group) throw new Problem(NotFound);
  requireGoingOn(group.state);
  return next;
}

/** A person of the actor's organisation or of one with which it has an agreement, or one who sits in a group that the actor sees; others do not exist for the actor. */
export const candidateOf = async (tx: ActorTx, personId: string): Promise<Candidate | undefined> =>
  (await tx.query<Candidate>(
    `select p.organisation_id as "organisationId", (${activeNow('p', 'o')}) as active, o.bound_by_osl as "boundByOsl" from people p join organisations o on o.id = p.organisation_id
      where p.id = $1 and (p.organisation_id = my_organisation() or ${agreedWith('p.organisation_id')} or exists (select from memberships m join groups g on g.id = m.group_id where m.person_id = p.id))`, [personId]))[0];

/** The person's memberships of the group so far, as far as the actor sees them. */
export const membershipsOf = (tx: ActorTx, groupId: string, personId: string): Promise<Period[]> =>
  tx.query<Period & Record<string, unknown>>('select valid_from as "validFrom", valid_to as "validTo", substitute_of is not null as "sitsIn" from memberships where group_id = $1 and person_id = $2', [groupId, personId]);
