import type { ReactNode } from 'react';
import { UnreachedParticipants, type MeetingView, type Output } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';

export type Unreached = Output<typeof UnreachedParticipants>['items'][number];

/** Whom the mails of a meeting do not reach, for those who lead it; `unknown` where that cannot be told now. Of a meeting that was called just now nothing is mailed yet. */
export function useUnreached(meeting: MeetingView): { of: (participantId: string) => Unreached | undefined; unknown: boolean } {
  const { data, error } = useAsk(UnreachedParticipants, { meetingId: meeting.id }, { enabled: may(meeting, UnreachedParticipants) });
  return { of: (participantId) => data?.items.find((one) => one.participantId === participantId), unknown: error !== null && error.slug !== 'not-found' && !data };
}

/** That the latest mail about the meeting has not reached a participant, and why. */
export function NotReached({ lost: { mail, why } }: { lost: Unreached }): ReactNode {
  const { t } = useTexts();
  return <strong>{t(`meeting.unreached.${why}`, { mail: t(`meeting.unreached.mail.${mail}`) })}</strong>;
}
