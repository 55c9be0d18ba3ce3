import { useState, type ReactNode } from 'react';
import type { MeetingSummary } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { AnswerButtons } from '../meetings/answer-buttons.js';
import { headlineOf } from '../meetings/headline.js';
import { MeetingRow } from '../meetings/meeting-row.js';
import { Button, Section } from '../ui/index.js';

interface Props {
  meetings: readonly MeetingSummary[];
  /** False when there are meetings beyond those that were read. */
  isAll: boolean;
  onAnswer: (meetingId: string) => void;
}

const shownFirst = 5;

function Waiting({ meeting, onAnswer }: { meeting: MeetingSummary; onAnswer: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <MeetingRow meeting={meeting} showsState={false}>
      <div className="stack answer-here">
        {meeting.mine.map((mine) => (
          <AnswerButtons key={mine.participantId} meetingId={meeting.id} startsAt={meeting.startsAt} meetingName={headlineOf(meeting, t)} mine={mine} onAnswer={onAnswer} />
        ))}
      </div>
    </MeetingRow>
  );
}

/** The meetings that wait for my answer, soonest first, with the answer buttons right there. */
export function ToAnswer({ meetings, isAll, onAnswer }: Props): ReactNode {
  const { t } = useTexts();
  const [showsAll, setShowsAll] = useState(false);
  const count = meetings.filter((meeting) => meeting.mine.some((one) => one.answer === null)).length;
  const sum = isAll ? t('today.answerCount', { count }) : t('today.answerCountAtLeast', { count });
  return (
    <Section title={t('today.answer')} className="no-print">
      <p role="status">{count > 0 ? sum : t('today.answered')}</p>
      {meetings.length > 0 && (
        <ul className="plain-list">
          {meetings.slice(0, showsAll ? undefined : shownFirst).map((meeting) => (
            <Waiting key={meeting.id} meeting={meeting} onAnswer={() => onAnswer(meeting.id)} />
          ))}
        </ul>
      )}
      {!showsAll && meetings.length > shownFirst && (
        <div>
          <Button small onClick={() => setShowsAll(true)}>
            {t('today.showAll', { count: meetings.length })}
          </Button>
        </div>
      )}
    </Section>
  );
}
