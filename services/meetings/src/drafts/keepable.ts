import type { DraftMeeting, Input } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';
import { refuseIdentityNumbers } from '@knutpunkt/service-kit';
import { requireNoTextAtIndividualLevel } from '../meeting/meeting.js';
import { chosenFrom, groupOf, knownAmong, requireMembersOnly, requireOwn } from '../participants/invited.js';
import { worded } from './worded.js';

/**
 * The level of what is saved; its group is locked already. Whether a meeting could be called with it is not asked, but what must never be kept is refused: throws PersonalIdentityNumber, UnknownGroup, UnknownParticipant, FunctionRemoved,
 * TextInIndividualGroup or OnlyMembersAtIndividualLevel.
 */
export async function keepable(tx: ActorTx, said: Input<typeof DraftMeeting>): Promise<'GENERAL' | 'INDIVIDUAL'> {
  const { title, about, place, link, groupId, occasion: { date, starts, ends, repeat } } = said;
  refuseIdentityNumbers({ title, about, place, link, date, starts, ends, until: repeat?.until, count: repeat?.count, skipWeeks: repeat?.skipWeeks });
  const group = groupId ? await groupOf(tx, groupId) : null;
  requireOwn(groupId, group);
  const level = group?.level ?? 'GENERAL';
  requireNoTextAtIndividualLevel(level, { title, about, ...worded(said) });
  requireMembersOnly(level, said);
  chosenFrom(await knownAmong(tx, said), said);
  return level;
}
