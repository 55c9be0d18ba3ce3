import type { ReactNode } from 'react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Id, ReviewDetails } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { dateInWords } from '../time/spoken.js';
import { Loaded, Page, Switcher } from '../ui/index.js';
import { OpenReview } from './review-open.js';
import { ReviewReport } from './review-report.js';
import { dayOf, lastDayOf, type Review } from './review-words.js';

function Opened({ review: { openedAt, openedBy, closedAt } }: { review: Review }): ReactNode {
  const { t, language } = useTexts();
  const date = dateInWords(dayOf(openedAt), language);
  const opened = openedBy ? t('reviews.openedBy', { date, name: openedBy.name }) : t('reviews.openedByHub', { date });
  return <p>{closedAt ? `${t('reviews.report', { date: dateInWords(lastDayOf(closedAt), language) })}. ${opened}` : opened}</p>;
}

/** What is left to do, or what has been done so far. */
function Parts(): ReactNode {
  const { t } = useTexts();
  const { del } = useSearch({ from: '/administration/oversyner/$reviewId' });
  const navigate = useNavigate({ from: '/administration/oversyner/$reviewId' });
  const options = (['granska', 'rapport'] as const).map((value) => ({ value, label: t(`reviews.part.${value}`) }));
  return <Switcher label={t('reviews.show')} value={del} options={options} onChange={(chosen) => void navigate({ search: (before) => ({ ...before, del: chosen }), replace: true })} />;
}

/** One access review: shall everybody keep the seat? When it is closed, its report. */
export function ReviewPage(): ReactNode {
  const { t } = useTexts();
  const { reviewId } = useParams({ from: '/administration/oversyner/$reviewId' });
  const { del } = useSearch({ from: '/administration/oversyner/$reviewId' });
  const isId = Id.safeParse(reviewId).success;
  const asked = useAsk(ReviewDetails, { reviewId }, { enabled: isId });
  if (!isId || asked.error?.slug === 'not-found') return <NotFoundPage key="not-found" />;
  return (
    <Page key={reviewId} title={t('reviews.title')}>
      <Loaded of={asked}>
        {(review) => (
          <>
            <Opened review={review} />
            {review.state === 'open' && <Parts />}
            {review.state === 'open' && del === 'granska' ? <OpenReview review={review} /> : <ReviewReport review={review} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
