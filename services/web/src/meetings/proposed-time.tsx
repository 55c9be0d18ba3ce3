import { useEffect, useRef, useState, type ReactNode } from 'react';
import { AcceptProposal, DeclineProposal, MeetingDetails, type MeetingView, type ParticipantView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated, remember } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { wholeTime } from '../time/spoken.js';
import { Button, Refused, useAnnounce } from '../ui/index.js';
import { nameOf } from './participants-by.js';

type Participant = z.infer<typeof ParticipantView>;

/** Another time that a participant's calendar proposes, with one press to move the meeting there and one to keep it where it is. */
export function ProposedTime({ meeting, participant }: { meeting: MeetingView; participant: Participant }): ReactNode {
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const [said, setSaid] = useState('');
  const here = useRef<HTMLSpanElement>(null);
  const answered = (text: string) => (view: MeetingView): void => {
    remember(MeetingDetails, { meetingId: view.id }, view);
    isOutdated('meeting', view.id);
    announce(text);
    setSaid(text);
  };
  const accept = useAction(AcceptProposal, answered(t('meeting.proposalAccepted')));
  const decline = useAction(DeclineProposal, answered(t('meeting.proposalDeclined')));
  const proposes = participant.reply?.proposes;
  const refusal = accept.refusal ?? decline.refusal;
  // The buttons are gone then: the focus goes to what stands in their place.
  useEffect(() => {
    if (said && !proposes) here.current?.focus();
  }, [said, !proposes]);
  if (!proposes)
    return (
      <>
        {said && (
          <span className="muted" ref={here} tabIndex={-1}>
            {said}
          </span>
        )}
        <Refused refusal={refusal} />
      </>
    );
  const when = wholeTime(proposes.startsAt, proposes.endsAt, language);
  const about = { meetingId: meeting.id, participantId: participant.id, startsAt: proposes.startsAt, endsAt: proposes.endsAt };
  const label = (act: string): string => `${act}: ${nameOf(participant)}, ${when}`;
  return (
    <>
      <span>{t('meeting.proposesTime', { when })}</span>
      {participant.may.includes('accept-proposal') && (
        <Button small busy={accept.pending} aria-label={label(t('meeting.acceptProposal'))} onClick={() => void accept.run(about)}>
          {t('meeting.acceptProposal')}
        </Button>
      )}
      {participant.may.includes('decline-proposal') && (
        <Button small weight="quiet" busy={decline.pending} aria-label={label(t('meeting.declineProposal'))} onClick={() => void decline.run(about)}>
          {t('meeting.declineProposal')}
        </Button>
      )}
      <Refused refusal={refusal} />
    </>
  );
}
