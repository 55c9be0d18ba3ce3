import { AddMember, EndMembership } from '@knutpunkt/contracts';
import { everybody, groupNames, type GroupName, type Who } from './county.js';
import { mayAdd } from './expected.js';
import { administers, orgOf, seatsSeen, sees, seesGroup, type Role, type World } from './model.js';
import type { Move, Outcome } from './moves.js';

const otherwise = (w: World, who: Who, g: GroupName, done: boolean): Outcome => (!seesGroup(w, who, g) ? 'absent' : done ? 'done' : 'refused');
/** Who can see nothing of a group and its meetings before and after hears nothing of it, but for the one whose membership it is. */
const unseen = (w: World, g: GroupName, member: Who) => (who: Who): boolean =>
  who !== member && !seesGroup(w, who, g) && !w.seats.get(g)!.has(who) && !w.meetings.some((m) => m.group === g && sees(w, who, m));

const join = (w: World, who: Who, g: GroupName, member: Who, role: Role): Move => ({
  who, say: `${who} adds ${member} to ${g} as ${role}`, unnoticed: unseen(w, g, member),
  outcome: otherwise(w, who, g, mayAdd(who, g) && member !== who && orgOf(member) === orgOf(who) && !w.seats.get(g)!.has(member)),
  attempt: async (session) => (await session.ask(who, AddMember, { groupId: session.id(g), personId: session.id(member), role })).status,
  apply: () => {
    w.seats.get(g)!.set(member, role);
    if (role !== 'calendar') for (const m of w.meetings) if (m.group === g && !m.cancelled && !m.participants.has(member)) {
      m.participants.set(member, null);
      m.invited.add(member);
    }
  },
});

/** Ends a membership: gone is what was seen through it, and the place at the group's coming meetings. */
const leave = (w: World, who: Who, g: GroupName, member: Who): Move => ({
  who, say: `${who} ends ${member}'s membership of ${g}`, unnoticed: unseen(w, g, member), outcome: endable(w, who, g, member),
  attempt: async (session) => {
    const { id, version } = await session.seatOf(who, g, member);
    return (await session.ask(who, EndMembership, { groupId: session.id(g), membershipId: id }, version)).status;
  },
  apply: () => {
    w.seats.get(g)!.delete(member);
    for (const m of w.meetings) if (m.group === g && !m.cancelled && !m.direct.has(member)) m.participants.delete(member);
  },
});

function endable(w: World, who: Who, g: GroupName, member: Who): Outcome {
  if (!seesGroup(w, who, g) || !seatsSeen(w, who, g)?.includes(member)) return 'absent';
  return member !== who && (administers(who, g) || (isAdministrator(w, who) && orgOf(member) === orgOf(who))) ? 'done' : 'refused';
}
const isAdministrator = (w: World, who: Who): boolean => groupNames.some((g) => administers(who, g));

/** Joining groups, sharing their calendars, and leaving them. */
export const seatMoves = {
  join: (w: World) => groupNames.flatMap((g) => everybody.flatMap((who) => everybody.map((member) => join(w, who, g, member, 'member')))),
  share: (w: World) => groupNames.flatMap((g) => everybody.flatMap((who) => everybody.map((member) => join(w, who, g, member, 'calendar')))),
  leave: (w: World) => groupNames.flatMap((g) => everybody.flatMap((who) => [...w.seats.get(g)!.keys()].map((member) => leave(w, who, g, member)))),
};
