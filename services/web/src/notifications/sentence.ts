import type { MatterNotifications } from '@knutpunkt/contracts';
import type * as z from 'zod';
import type { Translate } from '../i18n/i18n.js';

type Notification = z.infer<typeof MatterNotifications>['items'][number];

/** What is told with the name of who did it. Who did it at the other side of a request is not told, nor is it somebody who reminds. */
const named = [
  'invited',
  'rescheduled',
  'described',
  'cancelled',
  'replied',
  'item-proposed',
  'item-taken-up',
  'item-declined',
  'notes-locked',
  'action-given',
  'action-offered',
  'action-offer-declined',
] as const satisfies readonly Notification['kind'][];
const isNamed = (kind: Notification['kind']): kind is (typeof named)[number] => named.some((one) => one === kind);

/** What happened, in a sentence made here of the facts: no text travels in a notification. */
export function sentenceFor(notification: Notification, t: Translate): string {
  const answer = notification.answer === null ? '' : t(`answer.${notification.answer}`).toLowerCase();
  const { kind, by } = notification;
  return by !== null && isNamed(kind) ? t(`notifications.kind.${kind}By`, { answer, name: by }) : t(`notifications.kind.${kind}`, { answer });
}
