import { AlreadyMember, EndsBeforeItBegins, GroupEnds, NotAllowed, NotFound, Problem, SeatIsPersonal, SecondPersonNeeded, SubstituteTooLong, UnknownPerson } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import type { ActorTx } from '@knutpunkt/persistence';
import { takesSubstitutes, visibleMembership, type MembershipRow } from '../memberships/membership-rows.js';

/** How long somebody may sit in at a time, in days. */
export const longest = 92;
const day = 86_400_000;

/** A period in which somebody is to sit in, the database's time, and whether the person may be chosen and is a member then. */
export interface Sitting {
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
  readonly isChoosable: boolean;
  readonly isMember: boolean;
}

/** The seat that is asked about, for an administrator of its holder's organisation. Throws NotFound or NotAllowed. */
export async function heldSeat(tx: ActorTx, { groupId, membershipId }: { groupId: string; membershipId: string }): Promise<MembershipRow> {
  const row = await visibleMembership(tx, groupId, membershipId);
  if (!row) throw new Problem(NotFound);
  if (!decide(tx.actor, 'membership.substitute', { personOrganisationId: row.person.organisation.id })) throw new Problem(NotAllowed);
  return row;
}

/** Throws SecondPersonNeeded at individual level, GroupEnds, SeatIsPersonal, UnknownPerson, EndsBeforeItBegins, SubstituteTooLong or AlreadyMember. */
export function requireSitting(seat: MembershipRow, { from, to, now, isChoosable, isMember }: Sitting): void {
  if (seat.groupLevel === 'INDIVIDUAL') throw new Problem(SecondPersonNeeded);
  if (seat.groupEnds) throw new Problem(GroupEnds);
  if (!takesSubstitutes(seat)) throw new Problem(SeatIsPersonal);
  if (!isChoosable) throw Problem.at(UnknownPerson, '/personId', 'Nobody of the unit.');
  if (to <= from || to <= now || from.getTime() < now.getTime() - day) throw Problem.at(EndsBeforeItBegins, '/to', 'It would end before it begins, or begin in the past.');
  if (to.getTime() > from.getTime() + longest * day || (seat.validTo && to > seat.validTo)) throw Problem.at(SubstituteTooLong, '/to', 'It is longer than 92 days, or than the seat.');
  if (isMember) throw Problem.at(AlreadyMember, '/personId', 'The person is a member then.');
}
