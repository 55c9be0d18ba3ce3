import type { ReactNode } from 'react';
import { AttestSeat } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { Select, Tag } from '../ui/index.js';
import type { Choice } from './review-choice.js';
import { dayOf, endsSoon, lastDayOf, outcomeOf, type Seat } from './review-words.js';

const decisions = ['keep', 'change', 'remove'] as const;
const tones = { keep: 'good', change: 'unsure', remove: 'bad', lapsed: 'bad', gone: 'neutral' } as const;

/** Since when and until when, on what, and what was decided the last time. */
function SeatFacts({ seat }: { seat: Seat }): ReactNode {
  const { t } = useTexts();
  const { since, until, agreement, last, person } = seat;
  const isOurs = useMe().person.organisation.id === person.organisation.id;
  return (
    <ul className="seat-facts">
      <li>{t('reviews.since', { date: dayOf(since) })}</li>
      <li>{until ? t('reviews.until', { date: lastDayOf(until) }) : t('reviews.noEnd')}</li>
      {agreement && <li>{t('reviews.agreement', { name: agreement.name, date: lastDayOf(agreement.until) })}</li>}
      {!agreement && !isOurs && <li>{t('reviews.noAgreement')}</li>}
      {last && <li>{t('reviews.lastTime', { decision: outcomeOf({ decided: { ...last, reason: null, by: null, role: null, until: null } }, t), date: dayOf(last.at) })}</li>}
    </ul>
  );
}

function SeatTags({ seat, first }: { seat: Seat; first: boolean }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="row tight">
      {seat.changed && !first && <Tag tone="news">{t(seat.last ? 'reviews.changed' : 'reviews.new')}</Tag>}
      {seat.substituteFor && <Tag>{t('substitute.for', { name: seat.substituteFor })}</Tag>}
      {endsSoon(seat, new Date()) && <Tag tone="unsure">{t('reviews.soon')}</Tag>}
      {seat.ended && !seat.decided && <Tag>{t('reviews.endedMeanwhile')}</Tag>}
      {seat.decided && <Tag tone={tones[seat.decided.decision]}>{outcomeOf(seat, t)}</Tag>}
    </div>
  );
}

interface Props {
  seat: Seat;
  /** True in an organisation's first review, where everything would be new. */
  first: boolean;
  chosen: Choice['decision'] | undefined;
  onChoose: (seat: Seat, decision: Choice['decision'] | null) => void;
}

/** One person's seat in one group, and what can be decided of it. The group is named again, with what it is for, where the table is read as a list. */
export function SeatCell({ seat, first, chosen, onChoose }: Props): ReactNode {
  const { t } = useTexts();
  const { person, group, purpose, role, decided } = seat;
  const isMine = useMe().person.id === person.id;
  return (
    <div className="seat">
      <div className="of">
        {group.name}
        {purpose && <div className="muted">{t('reviews.purpose', { purpose })}</div>}
      </div>
      <div>{t(`role.${role}`)}</div>
      <SeatFacts seat={seat} />
      <SeatTags seat={seat} first={first} />
      {decided?.by && <div className="muted">{t('reviews.by', { name: decided.by.name, date: dayOf(decided.at) })}</div>}
      {isMine && !seat.ended && <div className="muted">{t('reviews.own')}</div>}
      {may(seat, AttestSeat) && (
        <Select
          small
          hidesLabel
          id={`seat-${seat.id}`}
          label={t('reviews.decideOf', { name: person.name, group: group.name })}
          value={chosen ?? ''}
          onChange={(value) => onChoose(seat, value === '' ? null : (value as Choice['decision']))}
          options={[{ value: '', label: t(decided ? 'reviews.again' : 'reviews.choose') }, ...decisions.map((value) => ({ value, label: t(`reviews.decision.${value}`) }))]}
        />
      )}
    </div>
  );
}
