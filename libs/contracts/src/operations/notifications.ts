import * as z from 'zod';
import { operation } from '../operation.js';
import { Cursor, Id, Instant } from '../text.js';

export const NotificationKind = z.enum([
  'invited', 'reminded', 'rescheduled', 'described', 'cancelled', 'replied', 'agenda-opened', 'item-proposed', 'item-taken-up', 'item-declined', 'notes-locked',
  'action-given', 'action-offered', 'action-offer-declined', 'action-reminded', 'action-late',
  'request-received', 'request-asked', 'request-answered', 'request-accepted', 'request-declined', 'request-passed-on', 'request-fed-back', 'request-recalled', 'request-reminded',
  'review-opened', 'review-reminded', 'review-closed', 'proposal-made',
  'poll-opened', 'poll-reminded', 'poll-closed', 'poll-cancelled', 'poll-time-proposed',
]);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** One thing that happened to a matter. Texts are made by the reader's client from these facts. */
export const NotificationView = z.object({ id: Id, kind: NotificationKind, at: Instant, read: z.boolean(), answer: z.enum(['yes', 'maybe', 'no']).nullable(), by: z.string().nullable() });
/** What it is about, without its texts: a meeting (its agenda too), something promised and the meeting that it came from, a request and the organisation at its other side, the own organisation's access review and its last day, something that waits for one's word as the second person and until when, or a poll and the day of its close. Days are Swedish. */
export const MatterView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('meeting'), id: Id, groupName: z.string().nullable(), startsAt: Instant, endsAt: Instant, zone: z.string(), status: z.enum(['called', 'cancelled', 'held']) }),
  z.object({ kind: z.literal('action'), id: Id, meetingId: Id, due: z.iso.date() }),
  z.object({ kind: z.literal('referral'), id: Id, withOrganisation: z.string().nullable(), due: z.iso.date() }),
  z.object({ kind: z.literal('review'), id: Id, due: z.iso.date() }),
  z.object({ kind: z.literal('proposal'), id: Id, due: z.iso.date() }),
  z.object({ kind: z.literal('poll'), id: Id, groupName: z.string().nullable(), due: z.iso.date() }),
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
