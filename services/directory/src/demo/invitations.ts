import type { Fault } from '../import/bad-file.js';
import type { GroupEntry } from '../import/files.js';
import type { Located } from '../import/located.js';
import type { DirectoryFiles } from '../import/read-directory.js';
import type { MeetingEntry, MeetingsFile } from './meetings-file.js';
import type * as z from 'zod';

/** Who can be named in a meeting: people, groups by code, and who holds each function. */
export interface Invitations {
  readonly people: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, GroupEntry>;
  readonly holders: ReadonlyMap<string, readonly string[]>;
}

/** What a directory's files offer for invitations. */
export function invitationsIn({ organisations, people, groups }: DirectoryFiles): Invitations {
  const units = organisations.value.organisations.flatMap(({ authorities }) => authorities.flatMap((authority) => authority.units));
  return {
    people: new Set(people.value.people.map(({ username }) => username)),
    groups: new Map(groups.value.groups.map((group) => [group.code, group])),
    holders: new Map(units.flatMap((unit) => unit.functions.map(({ code, holders }) => [code, holders] as const))),
  };
}

/** The usernames that a meeting reaches: its organiser, the group's members, chosen people and holders of chosen functions. */
export const reachedBy = ({ groups, holders }: Invitations, meeting: MeetingEntry): Set<string> =>
  new Set([
    meeting.by, ...meeting.people,
    ...(groups.get(meeting.group ?? '')?.members.map(({ person }) => person) ?? []),
    ...meeting.functions.flatMap((code) => holders.get(code) ?? []),
  ]);

/** Unknown people, functions and groups, replies from somebody who is not asked, and text in a meeting of an individual-level group. */
export function invitationFaults(invitations: Invitations, file: Located<z.output<typeof MeetingsFile>>): Fault[] {
  return file.value.meetings.flatMap((meeting, m) => faultsOf(invitations, meeting).map(([field, reason]) => file.faultAt(['meetings', m, field], reason)));
}

function faultsOf(invitations: Invitations, meeting: MeetingEntry): [keyof MeetingEntry, string][] {
  const { people, groups, holders } = invitations;
  const group = groups.get(meeting.group ?? '');
  const reached = reachedBy(invitations, meeting);
  const faults: [keyof MeetingEntry, string | false][] = [
    ['by', !people.has(meeting.by) && `unknown person ${meeting.by}`],
    ['group', meeting.group !== undefined && !group && `unknown group ${meeting.group}`],
    ['group', group !== undefined && !group.members.some(({ person, role }) => person === meeting.by && ['chair', 'secretary'].includes(role)) && `${meeting.by} is neither chair nor secretary of ${group.code}`],
    ['title', group?.level === 'INDIVIDUAL' && meeting.title + meeting.about !== '' && 'a meeting of an individual-level group takes no text'],
    ['replies', meeting.replies.some(({ by, comment }) => group?.level === 'INDIVIDUAL' && comment !== '' && reached.has(by)) && 'a reply in an individual-level group takes no text'],
    ...meeting.people.map((person): [keyof MeetingEntry, string | false] => ['people', !people.has(person) && `unknown person ${person}`]),
    ...meeting.functions.map((code): [keyof MeetingEntry, string | false] => ['functions', !holders.has(code) && `unknown function ${code}`]),
    ...meeting.replies.map(({ by }): [keyof MeetingEntry, string | false] => ['replies', !reached.has(by) && `${by} is not asked`]),
  ];
  return faults.filter((fault): fault is [keyof MeetingEntry, string] => fault[1] !== false);
}
