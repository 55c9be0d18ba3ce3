import { useEffect, useState, type ReactNode } from 'react';
import { AddSeriesDate, SeriesDetails, likeOn, type SeriesView } from '@knutpunkt/contracts';
import { isOutdated, remember } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { faultText } from '../occasion/form.js';
import { refusedFields } from '../occasion/refused-fields.js';
import { dateInWords, timeSpan, weekLabel } from '../time/spoken.js';
import { instantAt, todayInStockholm, wallClockAt } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import { Button, DateField, Dialog, Refused, Section, useAnnounce } from '../ui/index.js';

const id = 'add-date';

/** The meeting that would be called, as the hub makes it. */
function Asked({ series, day }: { series: SeriesView; day: string }): ReactNode {
  const { t, language } = useTexts();
  const coming = series.meetings.filter(({ status, startsAt }) => status === 'called' && new Date(startsAt) > new Date());
  const found = likeOn(coming.map((meeting) => ({ ...meeting, leads: meeting.leads ?? [], day: meeting.own ? meeting.original.slice(0, 10) : wallClockAt(meeting.startsAt).date })), day);
  if (!found) return null;
  const { like, saying } = found;
  const startsAt = instantAt({ date: day, time: wallClockAt(like.startsAt).time });
  const endsAt = new Date(Date.parse(startsAt) + Date.parse(like.endsAt) - Date.parse(like.startsAt)).toISOString();
  const { title } = saying('title');
  return (
    <dl className="facts">
      <dt>{t('meeting.when')}</dt>
      <dd>{timeSpan(startsAt, endsAt, language)}</dd>
      <dt>{t('meeting.where')}</dt>
      <dd>{saying('place', 'link').place || t('meeting.noPlace')}</dd>
      {title && (
        <>
          <dt>{t('call.meetingTitle')}</dt>
          <dd>{title}</dd>
        </>
      )}
    </dl>
  );
}

/** Puts one date more into a series that has been called. Who is called is told at once, so the day is said in words before. */
export function AddDate({ series }: { series: SeriesView }): ReactNode {
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<string>();
  const [fault, setFault] = useState<string>();
  const inWords = (day: string): string => `${dateInWords(day, language)}, ${weekLabel(day, language)}`;
  const add = useAction(AddSeriesDate, (view) => {
    remember(SeriesDetails, { seriesId: view.id }, view);
    isOutdated('meeting', view.meetings[0]!.meetingId);
    announce(t('series.dateAdded', { day: inWords(asked!) }));
    setAsked(undefined);
    setTyped('');
  });
  const ask = (): void => {
    const day = parseSwedishDate(typed, todayInStockholm());
    setFault(day === undefined ? t(typed.trim() === '' ? 'field.date.missing' : 'field.date.invalid') : undefined);
    if (day === undefined) return document.getElementById(id)?.focus();
    add.reset();
    setAsked(day);
  };
  useEffect(() => {
    if (add.refusal?.slug === 'stale') isOutdated('meeting', series.meetings[0]!.meetingId);
    const about = add.refusal ? refusedFields(add.refusal).find((one) => one.field === 'day') : undefined;
    if (!about) return;
    setFault(faultText(`problem.${about.slug}`, t));
    setAsked(undefined);
  }, [add.refusal, series.meetings, t]);
  return (
    <Section title={t('series.addDate')}>
      <p>{t('series.addDateHelp')}</p>
      <div className="row bottom">
        <DateField id={id} label={t('call.date')} help={t('call.dateHelp')} fault={fault} value={typed} onChange={setTyped} />
        <Button onClick={ask}>{t('series.addDateAsk')}</Button>
      </div>
      {asked !== undefined && (
        <Dialog
          title={t('series.addDateTitle', { day: inWords(asked) })}
          onLeave={() => setAsked(undefined)}
          buttons={
            <>
              <Button weight="main" busy={add.pending} onClick={() => void add.run({ seriesId: series.id, day: asked }, series.version)}>
                {t('call.send')}
              </Button>
              <Button onClick={() => setAsked(undefined)}>{t('action.cancel')}</Button>
            </>
          }
        >
          <Asked series={series} day={asked} />
          <p>{t('series.addDateText')}</p>
          <Refused refusal={add.refusal} />
        </Dialog>
      )}
    </Section>
  );
}
