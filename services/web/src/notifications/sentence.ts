import type { MatterNotifications } from '@knutpunkt/contracts';
import type * as z from 'zod';
import type { Translate } from '../i18n/i18n.js';

type Notification = z.infer<typeof MatterNotifications>['items'][number];

/** What happened, in a sentence made here of the facts: no text travels in a notification. */
export function sentenceFor(notification: Notification, t: Translate): string {
  const answer = notification.answer === null ? '' : t(`answer.${notification.answer}`).toLowerCase();
  return notification.by === null
    ? t(`notifications.kind.${notification.kind}`, { answer })
    : t(`notifications.kind.${notification.kind}By`, { answer, name: notification.by });
}
