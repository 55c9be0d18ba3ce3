import type { ReactNode } from 'react';
import { SeriesOfMeeting } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { TextLink } from '../ui/index.js';
import { ruleOnDay } from './rule-words.js';

/** Says on a meeting's page that it is part of a series, which of it, and leads there. Nothing where there is none, or none that I see. */
export function PartOfSeries({ meetingId }: { meetingId: string }): ReactNode {
  const { t, language } = useTexts();
  const series = useAsk(SeriesOfMeeting, { meetingId }).data?.series;
  if (!series) return null;
  const at = series.meetings.findIndex((one) => one.meetingId === meetingId);
  const rule = ruleOnDay(series, series.meetings[at]?.original.slice(0, 10) ?? '', language, t);
  return (
    <p>
      {t('series.part', { place: at + 1, count: series.meetings.length, rule })}{' '}
      <TextLink to="/serier/$seriesId" params={{ seriesId: series.id }}>
        {t('series.show')}
      </TextLink>
    </p>
  );
}
