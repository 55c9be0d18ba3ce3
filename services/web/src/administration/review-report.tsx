import { useState, type ReactNode } from 'react';
import { ReviewSeats, type Output, type ReviewDetails } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import { asRefusal, type Refusal } from '../api/refusal.js';
import { usePages } from '../api/use-pages.js';
import { useTexts } from '../i18n/use-texts.js';
import type { Translate } from '../i18n/i18n.js';
import { dateInWords, momentInWords } from '../time/spoken.js';
import { Button, Loaded, More, Refused, Section, Tag } from '../ui/index.js';
import { dayOf, lastDayOf, outcomeOf, type Seat } from './review-words.js';
import { saveCsv } from './save-csv.js';

type Details = Output<typeof ReviewDetails>;
const outcomes = ['keep', 'change', 'remove', 'lapsed', 'gone'] as const;
const columns = ['organisation', 'person', 'title', 'group', 'level', 'role', 'since', 'until', 'purpose', 'agreement', 'agreementUntil', 'outcome', 'reason', 'newRole', 'newEnd', 'by', 'at'] as const;

const cells = (seat: Seat, t: Translate): string[] => {
  const { person, group, role, since, until, purpose, agreement, decided } = seat;
  return [
    person.organisation.name, person.name, person.title, group.name, t(`level.${group.level}.name`), t(`role.${role}`), dayOf(since), until ? lastDayOf(until) : '', purpose ?? '', agreement?.name ?? '', agreement ? lastDayOf(agreement.until) : '',
    outcomeOf(seat, t), decided?.reason ?? '', decided?.role ? t(`role.${decided.role}`) : '', decided?.until ? lastDayOf(decided.until) : '', decided?.by?.name ?? '', decided ? dayOf(decided.at) : '',
  ];
};

/** Every seat of a review, page after page. */
async function everySeat(reviewId: string): Promise<Seat[]> {
  const all: Seat[] = [];
  let cursor: string | null = null;
  do {
    const page: Output<typeof ReviewSeats> = await ask(ReviewSeats, { reviewId, limit: 200, ...(cursor ? { cursor } : {}) });
    all.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return all;
}

/** What became of one seat: who decided what, when and why, or that it ended by itself. */
function ReportItem({ seat }: { seat: Seat }): ReactNode {
  const { t, language } = useTexts();
  const { person, group, role, decided } = seat;
  const ended = (text: 'lapsedOn' | 'goneOn'): string => t(`reviews.${text}`, { date: dateInWords(lastDayOf(decided!.at), language) });
  return (
    <li>
      <div className="row">
        <span>
          {person.name}, {person.title}, {person.organisation.name}
        </span>
        <span>{group.name}</span>
        {role !== 'member' && <Tag>{t(`role.${role}`)}</Tag>}
      </div>
      {decided?.role && <div>{t('reviews.became', { role: t(`role.${decided.role}`) })}</div>}
      {decided?.until && <div>{t('reviews.becameEnd', { date: dateInWords(lastDayOf(decided.until), language) })}</div>}
      {decided?.reason && <div>{`${t('reviews.reason')}: ${decided.reason}`}</div>}
      {decided?.by && <div className="muted">{`${decided.by.name} · ${momentInWords(decided.at, language)}`}</div>}
      {decided?.decision === 'lapsed' && <div>{ended('lapsedOn')}</div>}
      {decided?.decision === 'gone' && <div>{ended('goneOn')}</div>}
    </li>
  );
}

/** The report of a closed review, for the screen, paper and a spreadsheet. */
export function ReviewReport({ review }: { review: Details }): ReactNode {
  const { t } = useTexts();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const pages = usePages(ReviewSeats, { reviewId: review.id, limit: 200 });
  const save = (): Promise<void> =>
    everySeat(review.id).then((all) => saveCsv(t('reviews.file'), [columns.map((column) => t(`reviews.column.${column}`)), ...all.map((seat) => cells(seat, t))]), (error: unknown) => setRefusal(asRefusal(error)));
  return (
    <>
      <div className="row no-print">
        <Button small onClick={() => window.print()}>
          {t('reviews.print')}
        </Button>
        <Button small onClick={() => void save()}>
          {t('reviews.save')}
        </Button>
      </div>
      <Refused refusal={refusal} />
      <Section title={t('reviews.outcomeTitle')}>
        <dl className="facts">
          {outcomes.map((outcome) => (
            <div key={outcome} className="fact">
              <dt>{t(`reviews.outcome.${outcome}`)}</dt>
              <dd>{review.outcome[outcome]}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Loaded of={pages}>
        {({ pages: read }) =>
          outcomes.map((outcome) => {
            const some = read.flatMap(({ items }) => items).filter(({ decided }) => decided?.decision === outcome);
            if (some.length === 0) return null;
            return (
              <Section key={outcome} title={t(`reviews.outcome.${outcome}`)}>
                <ul className="plain-list items">
                  {some.map((seat) => (
                    <ReportItem key={seat.id} seat={seat} />
                  ))}
                </ul>
              </Section>
            );
          })
        }
      </Loaded>
      <More of={pages} />
    </>
  );
}
