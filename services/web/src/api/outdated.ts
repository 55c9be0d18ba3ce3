import { CalendarMeetings, GroupDetails, Me, MeetingDetails, MeetingHistory, MyGroups, NotificationInbox, PastMeetings, PossibleMembers, PossibleParticipants, UnreadCount, UpcomingMeetings, type Operation } from '@knutpunkt/contracts';
import { queryClient } from './client.js';
import { keyOf } from './use-ask.js';

/** Kinds of things that can change behind the client's back. */
export type Changed = 'meeting' | 'notification' | 'group' | 'access';

const lists = [UpcomingMeetings, PastMeetings, CalendarMeetings];

const keys: Record<Exclude<Changed, 'access'>, (id: string) => unknown[][]> = {
  meeting: (id) => [keyOf(MeetingDetails, { meetingId: id }), keyOf(MeetingHistory, { meetingId: id }), ...lists.map((op) => keyOf(op))],
  notification: () => [keyOf(NotificationInbox), keyOf(UnreadCount)],
  group: (id) => [keyOf(GroupDetails, { groupId: id }), keyOf(MyGroups), keyOf(PossibleMembers), keyOf(PossibleParticipants), ...lists.map((op) => keyOf(op))],
};

const invalidate = (queryKey?: unknown[]): void => void queryClient.invalidateQueries(queryKey ? { queryKey } : {});

/** Everything that the client has read may be old: what is on the screen is read again. */
export const everythingIsOutdated = (): void => invalidate();

/** Something changed: what shows it is read again. A change of access can change anything. */
export function isOutdated(changed: Changed, id: string): void {
  if (changed === 'access') return everythingIsOutdated();
  keys[changed](id).forEach(invalidate);
}

/** Puts an answer where an operation keeps it, when another operation has given it. */
export const remember = (op: Pick<Operation, 'name'>, input: unknown, answer: unknown): void => void queryClient.setQueryData(keyOf(op, input), answer);

/** Who I am is read again: to learn whether the session still lives. */
export const checkSession = (): void => invalidate(keyOf(Me));
