import { MeetingDetails, ReplyToMeeting, type MeetingView } from '@knutpunkt/contracts';
import { isOutdated, remember } from '../api/outdated.js';
import { useAction, type Action } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { useAnnounce } from '../ui/index.js';

/** Answering an invitation: what comes back is shown, and the answer is read out. */
export function useReply(participantId: string): Action<typeof ReplyToMeeting> {
  const { t } = useTexts();
  const announce = useAnnounce();
  return useAction(ReplyToMeeting, (view: MeetingView) => {
    remember(MeetingDetails, { meetingId: view.id }, view);
    isOutdated('meeting', view.id);
    const answer = view.mine.find((one) => one.participantId === participantId)?.answer;
    if (answer) announce(t('answer.saved', { answer: t(`answer.${answer}`).toLowerCase() }));
  });
}
