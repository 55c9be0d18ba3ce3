import type { ReactNode } from 'react';
import { AttestSeat } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { Button, Tag } from '../ui/index.js';
import type { Choice } from './review-choice.js';
import { SeatCell } from './review-seat.js';
import { dayOf, daysAway, type Seat } from './review-words.js';

type Choices = Readonly<Record<string, Choice>>;
type Choose = (seat: Seat, decision: Choice['decision'] | null) => void;

/** Who it is, when that one was here last, and one press that keeps all of it. */
function PersonHead({ seats, onChoose }: { seats: readonly Seat[]; onChoose: Choose }): ReactNode {
  const { t } = useTexts();
  const { person, lastLogin } = seats[0]!;
  const away = daysAway(seats[0]!, new Date());
  const left = seats.filter((seat) => may(seat, AttestSeat) && !seat.decided);
  return (
    <div className="seat">
      <strong>{person.name}</strong>
      <div>{person.title}</div>
      <div className="muted">{person.organisation.name}</div>
      {away === null ? <div className="muted">{lastLogin ? t('reviews.seen', { date: dayOf(lastLogin) }) : t('reviews.neverSeen')}</div> : <div><Tag tone="unsure">{t('reviews.away', { days: away })}</Tag></div>}
      {left.length > 1 && (
        <div>
          <Button small weight="quiet" aria-label={t('reviews.keepAllOf', { name: person.name })} onClick={() => left.forEach((seat) => onChoose(seat, 'keep'))}>
            {t('reviews.keepAll')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Groups that stand as columns, and what their seats are for: those of the seats that are shown, by name. */
const columnsOf = (seats: readonly Seat[]): (Seat['group'] & Pick<Seat, 'purpose'>)[] =>
  [...new Map(seats.map(({ group, purpose }) => [group.id, { ...group, purpose }])).values()].sort((a, b) => a.name.localeCompare(b.name, 'sv'));

/** Persons and groups as a table; on a phone as a list, person by person. */
export function ReviewMatrix({ seats, choices, onChoose }: { seats: readonly Seat[]; choices: Choices; onChoose: Choose }): ReactNode {
  const { t } = useTexts();
  const groups = columnsOf(seats);
  const first = seats.every(({ last }) => last === null);
  const people = [...Map.groupBy(seats, ({ person }) => person.id).values()];
  return (
    <div className="scroll">
      <table className="fine matrix">
        <caption className="hidden">{t('reviews.seats')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reviews.person')}</th>
            {groups.map((group) => (
              <th scope="col" key={group.id}>
                {group.name}
                {group.purpose && <div className="muted">{t('reviews.purpose', { purpose: group.purpose })}</div>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((some) => (
            <tr key={some[0]!.person.id}>
              <th scope="row">
                <PersonHead seats={some} onChoose={onChoose} />
              </th>
              {groups.map((group) => {
                const own = some.filter((seat) => seat.group.id === group.id);
                return (
                  <td key={group.id} className={own.length === 0 ? 'none' : ''}>
                    {own.length === 0 ? '–' : own.map((seat) => <SeatCell key={seat.id} seat={seat} first={first} chosen={choices[seat.id]?.decision} onChoose={onChoose} />)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
