import { useState, type ReactNode } from 'react';
import { ScheduleMeeting } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { WaitingPolls } from '../polls/waiting-polls.js';
import { Unanswered } from '../referrals/unanswered.js';
import { may, useMe } from '../shell/current.js';
import { dateInWords, weekLabel } from '../time/spoken.js';
import { todayInStockholm } from '../time/stockholm.js';
import { Empty, Loading, MainLink, Page, Refused, Section, TextLink } from '../ui/index.js';
import { Matters } from './matters.js';
import { lacksAnswer, type Matter } from './my-day.js';
import { News } from './news.js';
import { useMyDay, type ReadDay } from './use-my-day.js';

const shownFirst = { urgent: 10, toAnswer: 5, coming: 8 };

/** How many wait: a meeting answered during this visit stands there still, but waits no more. */
const waiting = (matters: readonly Matter[]): number => matters.filter((one) => one.kind !== 'meeting' || lacksAnswer(one.of)).length;

function EverythingElsewhere(): ReactNode {
  const { t } = useTexts();
  return (
    <span className="row no-print">
      <TextLink to="/moten">{t('today.allMeetings')}</TextLink>
      <TextLink to="/atgarder">{t('actions.all')}</TextLink>
      <TextLink to="/forfragningar">{t('referrals.all')}</TextLink>
    </span>
  );
}

interface Answering {
  answeredHere: ReadonlySet<string>;
  onAnswer: (meetingId: string) => void;
}

function Day({ read: { day, isWhole }, ...answering }: { read: ReadDay } & Answering): ReactNode {
  const { t } = useTexts();
  const count = waiting(day.toAnswer);
  return (
    <>
      <Section title={t('today.urgent')}>
        {day.urgent.length > 0 && <p className="muted">{t('today.urgentHelp')}</p>}
        <Unanswered />
        <Matters matters={day.urgent} first={shownFirst.urgent} {...answering} />
        {isWhole && day.urgent.length === 0 && <Empty text={t('today.nothingUrgent')} />}
      </Section>
      <Section title={t('today.answer')}>
        {(count > 0 || isWhole) && <p role="status">{count > 0 ? t('today.answerCount', { count }) : t('today.answered')}</p>}
        <Matters matters={day.toAnswer} first={shownFirst.toAnswer} {...answering} />
      </Section>
      <WaitingPolls />
      <Section title={t('today.coming')} aside={<EverythingElsewhere />}>
        <Matters matters={day.coming} first={shownFirst.coming} {...answering} />
        {isWhole && day.coming.length === 0 && <Empty text={t('today.nothingComing')} />}
      </Section>
    </>
  );
}

/** What do I have to do today? */
export function TodayPage(): ReactNode {
  const { t, language } = useTexts();
  const today = todayInStockholm();
  const [answeredHere, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const read = useMyDay(answeredHere);
  return (
    <Page
      title={t('today.title')}
      lead={`${dateInWords(today, language)}, ${weekLabel(today, language)}`}
      actions={may(useMe(), ScheduleMeeting) && <MainLink to="/moten/nytt">{t('meetings.new')}</MainLink>}
    >
      {read.refusals.map((refusal) => (
        <Refused key={refusal.slug} refusal={refusal} again={read.again} />
      ))}
      {read.isPending ? <Loading /> : <Day read={read} answeredHere={answeredHere} onAnswer={(id) => setAnswered((before) => new Set(before).add(id))} />}
      <News />
    </Page>
  );
}
