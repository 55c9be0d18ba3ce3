import { useDeferredValue, type ReactNode } from 'react';
import { PreviewSeries, type Recurrence, type SeriesPlan } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { readOccasion } from '../occasion/occasion.js';
import type { Draft } from '../meetings/draft.js';
import { dateInWords, weekLabel } from '../time/spoken.js';
import { Button, Loaded, Notice, SubHeading } from '../ui/index.js';
import { recurrenceOf, withoutDay, type Repeat } from './repeat.js';

interface Props {
  draft: Draft;
  /** Takes the days that are taken out, and put in, one by one. */
  onDays: (days: Pick<Repeat, 'skipDays' | 'extraDays'>) => void;
}

/** The dates that a series gets, each of which can be left out, and those that it does not get and why. Nothing is written. */
export function SeriesPreview({ draft, onDays }: Props): ReactNode {
  const { t } = useTexts();
  const wanted = useDeferredValue(recurrenceOf(readOccasion(draft), draft));
  return (
    <div aria-live="polite">
      <SubHeading>{t('series.preview')}</SubHeading>
      {wanted ? <Planned wanted={wanted} onDays={onDays} /> : <p className="muted">{t('series.previewWaits')}</p>}
    </div>
  );
}

function Planned({ wanted, onDays }: { wanted: Recurrence; onDays: Props['onDays'] }): ReactNode {
  const plan = useAsk(PreviewSeries, wanted, { keep: true });
  return <Loaded of={plan}>{(found) => <Dates plan={found} wanted={wanted} onDays={onDays} />}</Loaded>;
}

function Dates({ plan: { meetings, skipped }, wanted: { skipDays, extraDays }, onDays }: { plan: SeriesPlan; wanted: Recurrence; onDays: Props['onDays'] }): ReactNode {
  const { t, language } = useTexts();
  const inWords = (day: string): string => `${dateInWords(day, language)}, ${weekLabel(day, language)}`;
  const moved = meetings.filter(({ clock }) => clock !== null);
  return (
    <div className="stack">
      <p>
        <strong>{t('series.becomes', { count: meetings.length })}</strong> {skipped.length > 0 && t('series.skips', { count: skipped.length })}
      </p>
      {moved.map(({ day, clock }) => (
        <Notice key={day} gravity="warning" title={inWords(day)} headingLevel="h3">
          {t(`series.clock.${clock!}`)}
        </Notice>
      ))}
      {skipped.length > 0 && (
        <ul className="series-dates">
          {skipped.map(({ day, why, holiday }) => (
            <li key={day}>
              <s>{inWords(day)}</s> {why === 'holiday' ? holiday?.[language] : t(`series.why.${why}`)}
              {why === 'chosen' && (
                <Button small weight="quiet" aria-label={t('series.takeBackLabel', { day: inWords(day) })} onClick={() => onDays({ extraDays, skipDays: skipDays.filter((one) => one !== day) })}>
                  {t('series.takeBack')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ol className="series-dates">
        {meetings.map(({ day }) => (
          <li key={day}>
            {inWords(day)} {extraDays.includes(day) && <span className="muted">{t('series.added')}</span>}
            <Button small weight="quiet" aria-label={t('series.leaveOutLabel', { day: inWords(day) })} onClick={() => onDays(withoutDay({ skipDays, extraDays }, day))}>
              {t('series.leaveOut')}
            </Button>
          </li>
        ))}
      </ol>
    </div>
  );
}
