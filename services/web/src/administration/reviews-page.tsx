import { useState, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { OpenReview, Reviews } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { dateInWords } from '../time/spoken.js';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import { Button, DateField, Empty, ErrorList, Loaded, Page, Refused, Section, TextLink, useAnnounce } from '../ui/index.js';
import { lastDayOf, progressOf, type Review } from './review-words.js';

function ReviewList({ items }: { items: readonly Review[] }): ReactNode {
  const { t, language } = useTexts();
  return (
    <ul className="plain-list">
      {items.map((review) => (
        <li key={review.id}>
          <TextLink to="/administration/oversyner/$reviewId" params={{ reviewId: review.id }}>
            {review.closedAt ? t('reviews.report', { date: dateInWords(lastDayOf(review.closedAt), language) }) : progressOf(review, t, language)}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}

/** Begins a review before the hub would. */
function Start({ suggested }: { suggested: string }): ReactNode {
  const { t } = useTexts();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [lastDay, setLastDay] = useState(suggested);
  const open = useAction(OpenReview, ({ id }) => {
    isOutdated('review', id);
    void navigate({ to: '/administration/oversyner/$reviewId', params: { reviewId: id } }).then(() => announce(t('reviews.started')));
  });
  const faults = useFaults({ lastDay: t('reviews.lastDay') }, { prefix: 'review', refusal: open.refusal });
  const send = (): void => {
    const day = parseSwedishDate(lastDay, todayInStockholm());
    if (!faults.stop(day ? {} : { lastDay: 'field.date.invalid' })) void open.run({ lastDay: day! });
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p>{t('reviews.startHelp')}</p>
      <ErrorList faults={faults.list} round={faults.round} />
      <DateField id="review-lastDay" label={t('reviews.lastDay')} help={t('reviews.lastDayHelp')} fault={faults.at('lastDay')} value={lastDay} onChange={setLastDay} />
      {faults.list.length === 0 && <Refused refusal={open.refusal} />}
      <div className="row">
        <Button type="submit" weight="main" busy={open.pending}>
          {t('reviews.send')}
        </Button>
      </div>
    </form>
  );
}

/** Which access reviews are there, and how far has ours come? */
export function ReviewsPage(): ReactNode {
  const { t } = useTexts();
  const { administers } = useMe();
  const asked = useAsk(Reviews, {}, { enabled: administers });
  if (!administers) return <NotFoundPage />;
  return (
    <Page title={t('reviews.title')} lead={t('reviews.lead')}>
      <Loaded of={asked}>
        {(all) => {
          const [open, closed] = [all.items.filter(({ state }) => state === 'open'), all.items.filter(({ state }) => state === 'closed')];
          return (
            <>
              {open.length > 0 && (
                <Section title={t('reviews.underWay')}>
                  <ReviewList items={open} />
                </Section>
              )}
              {may(all, OpenReview) && (
                <Section title={t('reviews.start')}>
                  <Start suggested={all.suggestedLastDay} />
                </Section>
              )}
              <Section title={t('reviews.earlier')}>{closed.length === 0 ? <Empty text={t('reviews.none')} /> : <ReviewList items={closed} />}</Section>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
