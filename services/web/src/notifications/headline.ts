import type { MatterNotifications } from '@knutpunkt/contracts';
import type * as z from 'zod';
import type { Translate } from '../i18n/i18n.js';
import { dateInWords, wholeTime, type Language } from '../time/spoken.js';

type Matter = z.infer<typeof MatterNotifications>['matter'];

/** What a matter is called in the inbox: a meeting by its group and time, a promise and a request by their day. No title travels in a notification. */
export function headlineOf(matter: Matter, t: Translate, language: Language): string {
  if (matter.kind === 'meeting') return `${matter.groupName ?? t('meetings.untitled')}, ${wholeTime(matter.startsAt, matter.endsAt, language)}`;
  if (matter.kind === 'calendar') return t('notifications.calendar', { since: dateInWords(matter.since, language) });
  const due = dateInWords(matter.due, language);
  if (matter.kind === 'action') return t('notifications.action', { due });
  if (matter.kind === 'poll') return matter.groupName === null ? t('notifications.poll', { due }) : t('notifications.pollOf', { due, group: matter.groupName });
  if (matter.kind === 'guest') return matter.groupName === null ? t('notifications.guest', { due }) : t('notifications.guestIn', { due, group: matter.groupName });
  if (matter.kind === 'review') return t('notifications.review', { due });
  if (matter.kind === 'agreement') return t('notifications.agreement', { due });
  if (matter.kind === 'proposal') return t('notifications.proposal', { due });
  return matter.withOrganisation === null ? t('notifications.request', { due }) : t('notifications.requestWith', { due, organisation: matter.withOrganisation });
}

/** The page where it is read: a guest's time where it is prolonged, what waits for a second person, where one administers. */
export function pageOf(matter: Matter, { administers }: { readonly administers: boolean }): string {
  const { kind, id } = matter;
  if (kind === 'guest') return `/grupper/${matter.groupId}`;
  if (kind === 'meeting') return `/moten/${id}`;
  if (kind === 'calendar') return '/mina-kalendrar';
  if (kind === 'poll') return `/omrostningar/${id}`;
  if (kind === 'agreement') return '/administration/overenskommelser';
  if (kind === 'review') return `/administration/oversyner/${id}`;
  if (kind === 'proposal') return administers ? '/administration' : '/hubben';
  return kind === 'action' ? '/atgarder' : `/forfragningar/${id}`;
}
