import type { MeetingStatus } from '@knutpunkt/contracts';
import type * as z from 'zod';
import type { Translate } from '../i18n/i18n.js';

interface Named {
  readonly title: string | null;
  readonly group: { readonly name: string } | null;
}

/** What a meeting is called for its viewer: its title, else its group, else just a meeting. */
export const headlineOf = (meeting: Named, t: Translate): string => meeting.title || meeting.group?.name || t('meetings.untitled');

/** The group's name, when the headline is not that already. */
export const groupLine = (meeting: Named): string | null => (meeting.title ? (meeting.group?.name ?? null) : null);

/** True for a meeting that people are called to and that has neither been held nor cancelled. */
export const isCalled = (meeting: { readonly status: z.infer<typeof MeetingStatus> }): boolean => meeting.status === 'called';
