import type { MeetingView } from '@knutpunkt/contracts';
import type { IdName } from './matrix.js';
import type { LeakHub } from './leak-hub.js';

type View = MeetingView;
export type Ids = Record<IdName, string>;

const at = (days: number, hour: string): string => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${hour}`;
export const when = { starts: at(20, '13:00'), ends: at(20, '14:00') };

/** Ids that never were; of the same form as those that are. */
export const absent: Ids = {
  meetingId: '0199c0de-0000-7000-8000-000000000001', matterId: '0199c0de-0000-7000-8000-000000000001', participantId: '0199c0de-0000-7000-8000-000000000002',
  groupId: '0199c0de-0000-7000-8000-000000000003', membershipId: '0199c0de-0000-7000-8000-000000000004', people: '0199c0de-0000-7000-8000-000000000005',
};

interface GroupSeen { readonly id: string; readonly members: readonly { readonly id: string; readonly person: { readonly id: string } }[] }

/** A group by its code, as somebody sees it. */
export async function groupOf(leaks: LeakHub, username: string, code: string): Promise<GroupSeen> {
  const [row] = await leaks.hub.asAdmin<{ id: string }>('directory', 'select id from groups where code = $1', [code]);
  return leaks.does<GroupSeen>(username, ['GET', `/groups/${row!.id}`]);
}

export const personId = async (leaks: LeakHub, username: string): Promise<string> =>
  (await leaks.hub.asAdmin<{ id: string }>('directory', 'select id from people where home_id = $1', [username]))[0]!.id;

/** A group's meeting, called by its secretary, and every id that somebody could ask about it. */
export async function meetingIn(leaks: LeakHub, [secretary, code]: [string, string], texts: Record<string, unknown> = {}): Promise<Ids & { readonly version: string }> {
  const group = await groupOf(leaks, secretary, code);
  const view = await leaks.does<View>(secretary, ['POST', '/meetings', { ...when, groupId: group.id, ...texts }]);
  const participant = view.content!.participants.find((p) => p.via !== 'organiser') ?? view.content!.participants[0]!;
  return { meetingId: view.id, matterId: view.id, participantId: participant.id, groupId: group.id, membershipId: group.members[0]!.id, people: await personId(leaks, 'nils.bos'), version: view.version };
}
