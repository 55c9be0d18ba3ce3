import * as z from 'zod';
import { operation } from '../operation.js';
import { AccessNotFresh, NotFound } from '../problem.js';
import { Cursor, Id, Instant, WallTime, Zone, prose } from '../text.js';
import { EndsBeforeStart, NoSuchDate } from './meetings.js';

export const NotificationKind = z.enum([
  'invited', 'reminded', 'rescheduled', 'described', 'cancelled', 'replied', 'agenda-opened', 'item-proposed', 'item-taken-up', 'item-declined', 'notes-locked',
  'action-given', 'action-offered', 'action-offer-declined', 'action-reminded', 'action-late',
  'request-received', 'request-asked', 'request-answered', 'request-accepted', 'request-declined', 'request-passed-on', 'request-fed-back', 'request-recalled', 'request-reminded',
  'review-opened', 'review-reminded', 'review-closed', 'proposal-made', 'guest-ends', 'agreement-ends',
  'poll-opened', 'poll-reminded', 'poll-closed', 'poll-cancelled', 'poll-time-proposed',
  'calendar-failing', 'mail-unreached',
]);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** One thing that happened to a matter. Texts are made by the reader's client from these facts. */
export const NotificationView = z.object({ id: Id, kind: NotificationKind, at: Instant, read: z.boolean(), answer: z.enum(['yes', 'maybe', 'no']).nullable(), by: z.string().nullable() });
/** What it is about, without its texts: a meeting (its agenda too), something promised and the meeting that it came from, a request and the organisation at its other side, the own organisation's access review and its last day, something that waits for one's word as the second person and until when, a guest's time in a group and its last day, an agreement on which seats rest and its last day, a poll and the day of its close, or a calendar of one's own that cannot be read and since when. Days are Swedish. */
export const MatterView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('meeting'), id: Id, groupName: z.string().nullable(), startsAt: Instant, endsAt: Instant, zone: z.string(), status: z.enum(['called', 'cancelled', 'held']) }),
  z.object({ kind: z.literal('action'), id: Id, meetingId: Id, due: z.iso.date() }),
  z.object({ kind: z.literal('referral'), id: Id, withOrganisation: z.string().nullable(), due: z.iso.date() }),
  z.object({ kind: z.literal('review'), id: Id, due: z.iso.date() }),
  z.object({ kind: z.literal('proposal'), id: Id, due: z.iso.date() }),
  z.object({ kind: z.literal('guest'), id: Id, groupId: Id, groupName: z.string().nullable(), due: z.iso.date() }),
  z.object({ kind: z.literal('agreement'), id: Id, due: z.iso.date() }),
  z.object({ kind: z.literal('poll'), id: Id, groupName: z.string().nullable(), due: z.iso.date() }),
  z.object({ kind: z.literal('calendar'), id: Id, since: z.iso.date() }),
]);
/** What happened to one matter, newest first. */
export const MatterNotifications = z.object({
  matter: MatterView,
  unread: z.number().int(), latest: Instant, items: z.array(NotificationView),
});
export const NotificationInbox = operation({
  name: 'NotificationInbox', service: 'notifications', method: 'GET', path: '/notifications', action: 'notification.list', summary: 'What has happened that concerns me, grouped by matter, newest first',
  input: z.strictObject({ unread: z.enum(['true', 'false']).default('false'), limit: z.coerce.number().int().min(1).max(100).default(30), cursor: Cursor.optional() }),
  output: z.object({ items: z.array(MatterNotifications), next: z.string().nullable() }),
});
export const UnreadCount = operation({
  name: 'UnreadCount', service: 'notifications', method: 'GET', path: '/notifications/unread', action: 'notification.list', summary: 'How many unread notifications I have; counting stops at 100',
  input: z.strictObject({}), output: z.object({ unread: z.number().int().max(100) }),
});
export const MarkRead = operation({
  name: 'MarkRead', service: 'notifications', method: 'POST', path: '/notifications/read', action: 'notification.mark', summary: 'Marks what is shown of a matter, or everything shown, as read',
  input: z.strictObject({ matterId: Id.optional(), until: Instant }), output: z.object({ unread: z.number().int() }),
});

/** A place in what somebody is told: for each assurance level that the session reaches, how far it has heard, as `2-41.3-7`. Opaque to clients. */
export const LivePlace = z.string().max(60).regex(/^([2-4]-\d{1,15}(\.[2-4]-\d{1,15})*)?$/);
/** What the live stream tells: something about this object changed, or somebody began or stopped typing notes of it (`writing`); read it again. `place` is the place after it. */
export const LiveEvent = z.object({ place: LivePlace, type: z.enum(['meeting', 'writing', 'action', 'referral', 'notification', 'group', 'nomination', 'agreement', 'proposal', 'review', 'poll', 'access']), id: Id });
export const LiveEvents = operation({
  name: 'LiveEvents', service: 'notifications', method: 'GET', path: '/stream', action: 'stream.read', routed: false, summary: 'What is new for me after a place in what I am told; `resync` when that place is no longer kept',
  input: z.strictObject({ after: LivePlace.nullable() }), output: z.object({ personId: Id, latest: LivePlace, resync: z.boolean(), events: z.array(LiveEvent) }),
});

/** How somebody is asked to a meeting: by the own account, as a function, as one who sees the group's calendar alone, or by a guest's link. */
export const RecipientKind = z.enum(['account', 'function', 'calendar-only', 'guest']);
/** What of a mail lies in the recipient's mailbox, word for word. The only address in it beside the hub's is the recipient's own, for which that of whoever asks stands here. The entry of a series' mail is a file of `meetings` entries, of which the first stands here: the others differ in time and link. */
export const PreviewedMail = z.object({
  from: z.string(), to: z.string(), subject: z.string(), text: z.string(),
  entry: z.object({ fileName: z.string(), meetings: z.int().positive(), summary: z.string(), location: z.string().nullable(), description: z.string(), attendees: z.array(z.string()) }).nullable(),
});
/** For each kind of recipient that a meeting can have, the mail; null where none is sent. */
export const InvitationPreview = z.object({ recipients: z.array(z.object({ kind: RecipientKind, mail: PreviewedMail.nullable() })) });
export type InvitationPreview = z.infer<typeof InvitationPreview>;

export const PreviewInvitation = operation({
  name: 'PreviewInvitation', service: 'notifications', method: 'POST', path: '/invitations/preview', action: 'meeting.list', summary: 'What the mail of a meeting that is not called yet will hold, or of the meetings of a series; nothing is written and nobody is told',
  input: z.strictObject({
    times: z.array(z.strictObject({ starts: z.union([Instant, WallTime]), ends: z.union([Instant, WallTime]) })).min(1).max(400), zone: Zone, place: prose(200).default(''), online: z.boolean().default(false), groupId: Id.nullable().default(null),
  }),
  output: InvitationPreview, problems: [NotFound, NoSuchDate, EndsBeforeStart, AccessNotFresh],
});
export const InvitationOfMeeting = operation({
  name: 'InvitationOfMeeting', service: 'notifications', method: 'GET', path: '/meetings/{meetingId}/invitation', action: 'meeting.read', summary: 'What the mail of a meeting holds in its recipients\' mailboxes, as it stands now',
  input: z.strictObject({ meetingId: Id }), output: InvitationPreview, problems: [NotFound, AccessNotFresh],
});

/** Why a mail about a meeting did not reach a participant: the mail server takes nothing for that address, or did not take the mail in three days; there is no address, or nobody at it; or it has waited for more than an hour and is still tried. */
export const UnreachedReason = z.enum(['refused', 'given-up', 'no-address', 'gone', 'waiting']);
/** The latest mail about a meeting that one participant has not got. */
export const UnreachedView = z.object({ participantId: Id, mail: z.enum(['invited', 'reminded', 'rescheduled', 'cancelled']), why: UnreachedReason });
export const UnreachedParticipants = operation({
  name: 'UnreachedParticipants', service: 'notifications', method: 'GET', path: '/meetings/{meetingId}/unreached', action: 'meeting.unreached', summary: 'Which participants of a meeting the latest mail about it has not reached, and why. For those who lead the meeting',
  input: z.strictObject({ meetingId: Id }), output: z.object({ items: z.array(UnreachedView) }), problems: [NotFound, AccessNotFresh],
});
