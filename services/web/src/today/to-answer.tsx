import type { ReactNode } from 'react';
import type { MeetingSummary } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { AnswerButtons } from '../meetings/answer-buttons.js';
import { headlineOf } from '../meetings/headline.js';
import { MeetingRow } from '../meetings/meeting-row.js';
import { Section } from '../ui/index.js';

/** The meetings that wait for my answer, with the answer buttons right there. */
export function ToAnswer({ meetings, onAnswer }: { meetings: readonly MeetingSummary[]; onAnswer: (meetingId: string) => void }): ReactNode {
  const { t } = useTexts();
  const waiting = meetings.filter((meeting) => meeting.mine.some((one) => one.answer === null)).length;
  const count = waiting > 0 ? t('today.answerCount', { count: waiting }) : t('today.answered');
  return (
    <Section title={t('today.answer')} className="no-print">
      <p role="status">{count}</p>
      {meetings.length > 0 && (
        <ul className="plain-list">
          {meetings.map((meeting) => (
            <MeetingRow key={meeting.id} meeting={meeting} showsState={false}>
              <div className="stack answer-here">
                {meeting.mine.map((mine) => <AnswerButtons key={mine.participantId} meetingId={meeting.id} meetingName={headlineOf(meeting, t)} mine={mine} onAnswer={() => onAnswer(meeting.id)} />)}
              </div>
            </MeetingRow>
          ))}
        </ul>
      )}
    </Section>
  );
}
