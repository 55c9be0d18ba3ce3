import type { ReactNode } from 'react';
import type { ActionView, MeetingSummary } from '@knutpunkt/contracts';
import { ActionFacts, ActionStanding } from '../actions/action-list.js';
import { ActionSteps } from '../actions/action-steps.js';
import { useTexts } from '../i18n/use-texts.js';
import { AnswerButtons } from '../meetings/answer-buttons.js';
import { headlineOf } from '../meetings/headline.js';
import { MeetingRow } from '../meetings/meeting-row.js';
import { ReferralRow } from '../referrals/referral-list.js';
import { nearDate } from '../time/spoken.js';
import { todayInStockholm } from '../time/stockholm.js';
import { useFocusKept } from '../ui/index.js';
import type { Matter } from './my-day.js';

interface Props {
  matter: Matter;
  /** Whether the answer to a meeting is given right there. */
  asks: boolean;
  onAnswer: (meetingId: string) => void;
}

function MeetingMatter({ meeting, asks, onAnswer }: { meeting: MeetingSummary; asks: boolean; onAnswer: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <MeetingRow meeting={meeting} kind={t('today.kind.meeting')} showsState={!asks}>
      {asks && (
        <div className="stack answer-here no-print">
          {meeting.mine.map((mine) => (
            <AnswerButtons key={mine.participantId} meetingId={meeting.id} startsAt={meeting.startsAt} endsAt={meeting.endsAt} meetingName={headlineOf(meeting, t)} mine={mine} onAnswer={onAnswer} />
          ))}
        </div>
      )}
    </MeetingRow>
  );
}

function ActionMatter({ action }: { action: ActionView }): ReactNode {
  const { t, language } = useTexts();
  const kept = useFocusKept<HTMLLIElement>();
  return (
    <li className="promise" {...kept}>
      <div className="meeting-row">
        <div className="when">
          <div className="muted">{t('today.kind.action')}</div>
          <div className="date">{nearDate(action.due, todayInStockholm(), language)}</div>
        </div>
        <div>
          <div className="what prose">{action.text}</div>
          <ActionFacts action={action} />
          <div className="answer-here">
            <ActionSteps action={action} />
          </div>
        </div>
        <div className="state">
          <ActionStanding action={action} />
        </div>
      </div>
    </li>
  );
}

/** One thing on my day, with what can be done about it right there. */
export function MatterRow({ matter, asks, onAnswer }: Props): ReactNode {
  const { t } = useTexts();
  if (matter.kind === 'action') return <ActionMatter action={matter.of} />;
  if (matter.kind === 'referral') return <ReferralRow referral={matter.of} kind={t(matter.of.state === 'draft' ? 'today.kind.draft' : 'today.kind.referral')} />;
  return <MeetingMatter meeting={matter.of} asks={asks} onAnswer={() => onAnswer(matter.of.id)} />;
}
