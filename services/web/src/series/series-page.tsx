import type { ReactNode } from 'react';
import { useParams } from '@tanstack/react-router';
import { Id, SeriesDetails, WhyISeeSeries, type SeriesView } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { wholeTime } from '../time/spoken.js';
import { Loaded, Page, Section, Tag, TextLink } from '../ui/index.js';
import { AddDate } from './add-date.js';
import { Why } from '../why/why.js';
import { seriesInWords } from './rule-words.js';

function Meetings({ series }: { series: SeriesView }): ReactNode {
  const { t, language } = useTexts();
  return (
    <Section title={t('series.meetings')}>
      <ol className="series-dates">
        {series.meetings.map((meeting) => (
          <li key={meeting.meetingId}>
            <TextLink to="/moten/$meetingId" params={{ meetingId: meeting.meetingId }}>
              {wholeTime(meeting.startsAt, meeting.endsAt, language)}
            </TextLink>{' '}
            {meeting.status === 'cancelled' && <Tag tone="bad">{t('status.cancelled')}</Tag>}
            {meeting.status !== 'cancelled' && meeting.own && <Tag tone="news">{t('series.moved')}</Tag>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** A series: how it is repeated, and each of its meetings that I may see. */
export function SeriesPage(): ReactNode {
  const { t, language } = useTexts();
  const { seriesId } = useParams({ from: '/serier/$seriesId' });
  const isId = Id.safeParse(seriesId).success;
  const asked = useAsk(SeriesDetails, { seriesId }, { enabled: isId });
  if (!isId || asked.error?.slug === 'not-found') return <NotFoundPage key="not-found" />;
  const series = asked.data;
  return (
    <Page key={seriesId} title={series?.group ? t('series.of', { group: series.group.name }) : t('series.title')} lead={series && seriesInWords(series, language, t)}>
      <Loaded of={asked}>
        {(view) => (
          <>
            <Meetings series={view} />
            {view.may.includes('extend') && <AddDate series={view} />}
            <Why op={WhyISeeSeries} input={{ seriesId }} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
