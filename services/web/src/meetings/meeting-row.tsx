import type { ReactNode } from 'react';
import type { MeetingSummary } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { nearDate, timeSpan, weekLabel } from '../time/spoken.js';
import { todayInStockholm, wallClockAt } from '../time/stockholm.js';
import { Tag, TextLink } from '../ui/index.js';
import { MyAnswers } from './answer-tag.js';
import { groupLine, headlineOf, isCalled } from './headline.js';

/** That the call or the latest change came late. */
export function LateTag({ late }: Pick<MeetingSummary, 'late'>): ReactNode {
  const { t } = useTexts();
  return late && <Tag tone="unsure">{t(late === 'change' ? 'meeting.lateChange' : 'meeting.lateCall')}</Tag>;
}

function State({ meeting }: { meeting: MeetingSummary }): ReactNode {
  const { t } = useTexts();
  if (meeting.status === 'cancelled') return <Tag tone="bad">{t('status.cancelled')}</Tag>;
  const { replies } = meeting;
  return (
    <>
      {isCalled(meeting) && <MyAnswers mine={meeting.mine} />}
      {isCalled(meeting) && replies && (
        <Tag tone={replies.missing > 0 ? 'unsure' : 'good'}>
          {replies.missing > 0 ? t('meetings.missing', { count: replies.missing }) : t('meetings.allAnswered')}
        </Tag>
      )}
      {meeting.sight === 'shell' && <Tag>{t('meetings.shell')}</Tag>}
    </>
  );
}

interface Props {
  meeting: MeetingSummary;
  children?: ReactNode;
  showsState?: boolean;
  /** What stands above the day where things of other kinds stand in the same list. */
  kind?: string;
}

/** One meeting in a list: when, what, where, my answer and, for those who called it, how many have not answered. */
export function MeetingRow({ meeting, children, showsState = true, kind }: Props): ReactNode {
  const { t, language } = useTexts();
  const { date } = wallClockAt(meeting.startsAt);
  const under = [groupLine(meeting), meeting.place].filter(Boolean).join(' · ');
  return (
    <li>
      <div className={`meeting-row ${meeting.status === 'cancelled' ? 'is-cancelled' : ''}`}>
        <div className="when">
          {kind && <div className="muted">{kind}</div>}
          <div className="date">{nearDate(date, todayInStockholm(), language)}</div>
          <div>
            <span className="time">{timeSpan(meeting.startsAt, meeting.endsAt, language)}</span> <span className="muted">{weekLabel(date, language)}</span>
          </div>
        </div>
        <div>
          <div className="what">
            <TextLink to="/moten/$meetingId" params={{ meetingId: meeting.id }}>
              {headlineOf(meeting, t)}
            </TextLink>{' '}
            <LateTag late={meeting.late} />
          </div>
          {under && <div className="muted">{under}</div>}
          {children}
        </div>
        {showsState && (
          <div className="state">
            <State meeting={meeting} />
          </div>
        )}
      </div>
    </li>
  );
}

/** A list of meetings. */
export const MeetingList = ({ meetings }: { meetings: readonly MeetingSummary[] }): ReactNode => (
  <ul className="plain-list">
    {meetings.map((meeting) => (
      <MeetingRow key={meeting.id} meeting={meeting} />
    ))}
  </ul>
);
