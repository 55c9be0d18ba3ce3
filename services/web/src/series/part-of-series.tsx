import type { ReactNode } from 'react';
import { SeriesOfMeeting } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { TextLink } from '../ui/index.js';
import { ruleInWords } from './rule-words.js';

const inSentence = (rule: string): string => rule.charAt(0).toLowerCase() + rule.slice(1);

/** Says on a meeting's page that it is part of a series, which of it, and leads there. Nothing where there is none, or none that I see. */
export function PartOfSeries({ meetingId }: { meetingId: string }): ReactNode {
  const { t, language } = useTexts();
  const series = useAsk(SeriesOfMeeting, { meetingId }).data?.series;
  if (!series) return null;
  const place = series.meetings.findIndex((one) => one.meetingId === meetingId) + 1;
  return (
    <p>
      {t('series.part', { place, count: series.meetings.length, rule: inSentence(ruleInWords(series.recurrence.rule, language, t)) })}{' '}
      <TextLink to="/serier/$seriesId" params={{ seriesId: series.id }}>
        {t('series.show')}
      </TextLink>
    </p>
  );
}
