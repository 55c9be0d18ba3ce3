import { useEffect, type ReactNode } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ReviewSeats, type Output, type ReviewDetails } from '@knutpunkt/contracts';
import { useFaults } from '../api/use-faults.js';
import { usePages } from '../api/use-pages.js';
import { useTexts } from '../i18n/use-texts.js';
import { Empty, Loaded, More, Section, Select, useAnnounce } from '../ui/index.js';
import { ReviewChoices } from './review-choices.js';
import { choiceFaults } from './review-choice.js';
import { ReviewMatrix } from './review-matrix.js';
import { nameOf, progressOf } from './review-words.js';
import { useAttest } from './use-attest.js';
import { useChoices } from './use-choices.js';

type Details = Output<typeof ReviewDetails>;
const views = { kvar: 'undecided', alla: 'all', 'gar-ut': 'ending', borta: 'absent', nytt: 'changed' } as const;
type View = keyof typeof views;

function Filters({ groups }: Pick<Details, 'groups'>): ReactNode {
  const { t } = useTexts();
  const { visa, grupp } = useSearch({ from: '/administration/oversyner/$reviewId' });
  const navigate = useNavigate({ from: '/administration/oversyner/$reviewId' });
  const show = (search: { visa?: View; grupp?: string | undefined }): void => void navigate({ search: (before) => ({ ...before, ...search }), replace: true });
  const shown = (Object.keys(views) as View[]).map((value) => ({ value, label: t(`reviews.shown.${value}`) }));
  return (
    <div className="row-fields no-print">
      <Select small id="visa" label={t('reviews.show')} value={visa} onChange={(value) => show({ visa: value as View })} options={shown} />
      <Select
        small
        id="grupp"
        label={t('reviews.group')}
        value={grupp ?? ''}
        onChange={(value) => show({ grupp: value || undefined })}
        options={[{ value: '', label: t('reviews.allGroups') }, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
      />
    </div>
  );
}

/** The seats that are left to decide, and those that are chosen. */
export function OpenReview({ review }: { review: Details }): ReactNode {
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const { visa, grupp } = useSearch({ from: '/administration/oversyner/$reviewId' });
  const pages = usePages(ReviewSeats, { reviewId: review.id, show: views[visa], ...(grupp ? { groupId: grupp } : {}) });
  const seats = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const { chosen, drop, put, choose, unread } = useChoices(review.id, seats);
  const { isSuccess, isFetching, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  useEffect(() => {
    if (unread.length > 0 && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [unread.length, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  // A seat that is not among all of them is not there any more, and nothing is decided of it.
  const allRead = visa === 'alla' && !grupp && isSuccess && !isFetching && !hasNextPage;
  useEffect(() => {
    if (allRead && unread.length > 0) drop(unread);
  }, [allRead, unread, drop]);
  const attest = useAttest(review.id, (saved) => {
    drop(saved);
    if (saved.length > 0) announce(t('reviews.saved', { count: saved.length }));
  });
  const labels = Object.fromEntries(chosen.flatMap(({ seat }) => [['role', 'newRole'], ['end', 'newEnd'], ['reason', 'reason']].map(([field, label]) => [`${seat.id}-${field}`, `${t(`reviews.${label}` as 'reviews.reason')}, ${nameOf(seat, t)}`])));
  const faults = useFaults(labels, { prefix: 'choice', refusal: null });
  return (
    <>
      <div className="stack">
        <strong>{progressOf(review, t, language)}</strong>
        <progress className="wide" aria-label={t('reviews.title')} max={Math.max(1, review.seats.all)} value={review.seats.reviewed} />
        <p className="muted">{t('reviews.higher')}</p>
      </div>
      <Section title={t('reviews.seats')}>
        <Filters groups={review.groups} />
        <Loaded of={pages}>{() => (seats.length === 0 ? <Empty text={t(visa === 'kvar' && !grupp ? 'reviews.nothingLeft' : 'reviews.nothing')} /> : <ReviewMatrix seats={seats} choices={Object.fromEntries(chosen.map((choice) => [choice.seat.id, choice]))} onChoose={choose} />)}</Loaded>
        <More of={pages} />
      </Section>
      <ReviewChoices
        choices={chosen}
        faults={faults}
        refusals={attest.refusals}
        pending={attest.pending}
        onChange={put}
        onUndo={(id) => drop([id])}
        onConfirm={() => {
          if (!faults.stop(choiceFaults(chosen))) void attest.run(chosen);
        }}
      />
    </>
  );
}
