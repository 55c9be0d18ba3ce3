import type { ReactNode } from 'react';
import type { SeriesMove, WeekdayPlan } from '@knutpunkt/contracts';
import type { Translate } from '../i18n/i18n.js';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords, weekLabel, wholeTime, type Language } from '../time/spoken.js';
import { wallClockAt } from '../time/stockholm.js';
import { Notice, SubHeading, Tag } from '../ui/index.js';

const inWords = (day: string, language: Language): string => `${dateInWords(day, language)}, ${weekLabel(day, language)}`;
const before = ({ startsAt }: SeriesMove, language: Language): string => dateInWords(wallClockAt(startsAt).date, language);

/** Why a meeting stays where it is, as the end of a sentence. */
const whyOf = ({ why, day, holiday }: SeriesMove, language: Language, t: Translate): string =>
  t(`series.weekday.why.${why!}`, { day: day === null ? '' : dateInWords(day, language), holiday: holiday?.[language] ?? '' });

function Staying({ moves, changesMore }: { moves: readonly SeriesMove[]; changesMore: boolean }): ReactNode {
  const { t, language } = useTexts();
  if (moves.length === 0) return null;
  return (
    <>
      <p>
        <strong>{t('series.weekday.stays', { count: moves.length })}</strong> {t('series.weekday.stayHelp')}
      </p>
      <ul className="series-moves">
        {moves.map((move) => (
          <li key={move.meetingId}>{t('series.weekday.stay', { day: before(move, language), why: whyOf(move, language, t) })}</li>
        ))}
      </ul>
      {changesMore && <p>{t('series.weekday.stayChanged')}</p>}
    </>
  );
}

function Moving({ moves }: { moves: readonly SeriesMove[] }): ReactNode {
  const { t, language } = useTexts();
  const byClock = moves.filter(({ to }) => to?.clock);
  return (
    <>
      <p>
        <strong>{t(moves.length === 0 ? 'series.weekday.none' : 'series.weekday.moves', { count: moves.length })}</strong> {moves.length > 0 && t('series.weekday.told')}
      </p>
      {byClock.map(({ meetingId, day, to }) => (
        <Notice key={meetingId} gravity="warning" title={inWords(day!, language)} headingLevel="h3">
          {t(`series.clock.${to!.clock!}`)}
        </Notice>
      ))}
      <ol className="series-moves">
        {moves.map((move) => (
          <li key={move.meetingId}>
            {t('series.weekday.move', { from: before(move, language), to: wholeTime(move.to!.startsAt, move.to!.endsAt, language) })} {move.to!.late && <Tag tone="unsure">{t('meeting.lateChange')}</Tag>}
          </li>
        ))}
      </ol>
    </>
  );
}

/** What becomes of each meeting when its series is moved to another day of the week, those that stay first. `changesMore` that time of day, place or link are changed too. */
export function WeekdayPreview({ plan: { moves }, changesMore }: { plan: WeekdayPlan; changesMore: boolean }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="panel stack" aria-live="polite">
      <SubHeading>{t('series.preview')}</SubHeading>
      <Staying moves={moves.filter(({ to }) => to === null)} changesMore={changesMore} />
      <Moving moves={moves.filter(({ to }) => to !== null)} />
    </div>
  );
}
