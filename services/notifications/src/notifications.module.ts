import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@knutpunkt/service-kit';
import { MarkReadHandler } from './inbox/mark-read.js';
import { NotificationInboxHandler } from './inbox/notification-inbox.js';
import { UnreadCountHandler } from './inbox/unread-count.js';
import { LiveEventsHandler } from './live/live-events.js';
import { MailSettings } from './mail-settings.js';
import { MailSender } from './mail/mail-sender.js';
import { PreviewInvitationHandler } from './mail/preview-invitation.js';
import { UnreachedParticipantsHandler } from './mail/unreached-participants.js';
import { notificationsMigrations } from './migrations/index.js';
import { OnAccess } from './telling/on-access.js';
import { OnAction } from './telling/on-action.js';
import { OnAgenda } from './telling/on-agenda.js';
import { OnMeeting } from './telling/on-meeting.js';
import { OnCalendar } from './telling/on-calendar.js';
import { OnPoll } from './telling/on-poll.js';
import { OnReferral } from './telling/on-referral.js';
import { OnEnds } from './telling/on-ends.js';
import { OnProposal } from './telling/on-proposal.js';
import { OnReview } from './telling/on-review.js';
import { OnSide } from './telling/on-side.js';
import { Patience } from './telling/patience.js';

/** The service that tells people what concerns them, with the mail settings that it sends by. Throws for settings that are missing or wrong. */
export function notifications(settings: ConstructorParameters<typeof MailSettings>[0]): ServiceDefinition {
  @Module({
    controllers: [NotificationInboxHandler, UnreadCountHandler, MarkReadHandler, LiveEventsHandler, PreviewInvitationHandler, UnreachedParticipantsHandler],
    providers: [{ provide: MailSettings, useValue: new MailSettings(settings) }, MailSender, Patience, OnMeeting, OnAgenda, OnAction, OnReferral, OnSide, OnAccess, OnProposal, OnEnds, OnReview, OnPoll, OnCalendar],
  })
  class NotificationsModule {}
  return { name: 'notifications', module: NotificationsModule, migrations: notificationsMigrations, keepsDirectory: true };
}
