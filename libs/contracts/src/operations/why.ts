import * as z from 'zod';
import { operation, type Operation } from '../operation.js';
import { AccessNotFresh, NotFound } from '../problem.js';
import { Id, Instant } from '../text.js';
import { MemberRole } from './directory.js';
import { Sight } from './meetings.js';

/** Through what something reaches its reader: one of the reader's own audiences, or what the reader administers. */
export const ReasonKind = z.enum(['person', 'function', 'unit', 'authority', 'group', 'administration']);

/** One of my own audiences, through which a thing reaches me: what of it, since when and until when (null: not known, or until somebody ends it). Never another's. */
export const WhyReason = z.object({
  through: ReasonKind, id: Id, name: z.string(), level: Sight, since: Instant.nullable(), until: Instant.nullable(),
  /** My role in the group, where it is one. */
  role: MemberRole.nullable(),
  /** My authority, where the thing is addressed to it and not to all who take part. */
  addressedTo: z.string().nullable(),
  /** What my seat in the group rests on; told by the group alone. */
  agreement: z.object({ id: Id, name: z.string() }).nullable(),
  /** What my seat in the group is for; told by the group alone. */
  purpose: z.string().nullable().default(null),
});
export type WhyReason = z.infer<typeof WhyReason>;
export const Why = z.object({ reasons: z.array(WhyReason) });
export type Why = z.infer<typeof Why>;

const why = <N extends string, I extends z.ZodObject>(name: N, of: Pick<Operation<I>, 'service' | 'path' | 'action' | 'input'>, thing: string) =>
  operation({ ...of, name, method: 'GET', summary: `Why I see ${thing}: through which of my own audiences, what of it, since when and until when`, output: Why, problems: [NotFound, AccessNotFresh] });

export const WhyISeeGroup = why('WhyISeeGroup', { service: 'directory', path: '/groups/{groupId}/why', action: 'group.read', input: z.strictObject({ groupId: Id }) }, 'a group');
export const WhyISeeMeeting = why('WhyISeeMeeting', { service: 'meetings', path: '/meetings/{meetingId}/why', action: 'meeting.read', input: z.strictObject({ meetingId: Id }) }, 'a meeting');
export const WhyISeeSeries = why('WhyISeeSeries', { service: 'meetings', path: '/series/{seriesId}/why', action: 'meeting.read', input: z.strictObject({ seriesId: Id }) }, 'a series');
export const WhyISeePoll = why('WhyISeePoll', { service: 'meetings', path: '/polls/{pollId}/why', action: 'poll.read', input: z.strictObject({ pollId: Id }) }, 'a poll');
export const WhyISeeItem = why('WhyISeeItem', { service: 'agendas', path: '/agendas/{meetingId}/items/{itemId}/why', action: 'agenda.read', input: z.strictObject({ meetingId: Id, itemId: Id }) }, 'an item of an agenda');
export const WhyISeeAction = why('WhyISeeAction', { service: 'agendas', path: '/actions/{actionId}/why', action: 'action.list', input: z.strictObject({ actionId: Id }) }, 'an action');
export const WhyISeeReferral = why('WhyISeeReferral', { service: 'referrals', path: '/referrals/{referralId}/why', action: 'referral.read', input: z.strictObject({ referralId: Id }) }, 'a request');
