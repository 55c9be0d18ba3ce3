import { useState, type ReactNode } from 'react';
import { ScheduleMeeting, UpcomingMeetings, type MeetingSummary } from '@knutpunkt/contracts';
import { WaitingActions } from '../actions/waiting-actions.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { MeetingList } from '../meetings/meeting-row.js';
import { WaitingReferrals } from '../referrals/waiting-referrals.js';
import { may, useMe } from '../shell/current.js';
import { dateInWords, weekLabel } from '../time/spoken.js';
import { todayInStockholm } from '../time/stockholm.js';
import { Empty, Loaded, MainLink, Page, Section, TextLink } from '../ui/index.js';
import { myDay } from './my-day.js';
import { News } from './news.js';
import { ToAnswer } from './to-answer.js';

function NothingThisWeek({ next }: { next: MeetingSummary | undefined }): ReactNode {
  const { t } = useTexts();
  if (next === undefined) return <Empty text={t('today.nothingThisWeek')} />;
  return (
    <>
      <Empty text={t('today.nothingThisWeek')} help={t('today.next')} />
      <MeetingList meetings={[next]} />
    </>
  );
}

/** What do I have to do today? */
export function TodayPage(): ReactNode {
  const { t, language } = useTexts();
  const today = todayInStockholm();
  const [answeredHere, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const upcoming = useAsk(UpcomingMeetings, { limit: 100 });
  return (
    <Page
      title={t('today.title')}
      lead={`${dateInWords(today, language)}, ${weekLabel(today, language)}`}
      actions={may(useMe(), ScheduleMeeting) && <MainLink to="/moten/nytt">{t('meetings.new')}</MainLink>}
    >
      <WaitingActions />
      <WaitingReferrals />
      <Loaded of={upcoming}>
        {({ items, next }) => {
          const day = myDay(items, new Date(), answeredHere);
          return (
            <>
              <Section title={t('today.day')}>{day.today.length > 0 ? <MeetingList meetings={day.today} /> : <Empty text={t('today.nothingToday')} />}</Section>
              <ToAnswer meetings={day.toAnswer} isAll={next === null} onAnswer={(id) => setAnswered((before) => new Set(before).add(id))} />
              <Section title={t('today.week')} aside={<TextLink to="/moten">{t('today.allMeetings')}</TextLink>}>
                {day.laterThisWeek.length > 0 ? <MeetingList meetings={day.laterThisWeek} /> : <NothingThisWeek next={day.next} />}
              </Section>
            </>
          );
        }}
      </Loaded>
      <News />
    </Page>
  );
}
