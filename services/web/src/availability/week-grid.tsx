import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { dotted } from '../time/clock-time.js';
import { shortDate, wholeTime } from '../time/spoken.js';
import type { Found, Slot } from './slot-list.js';
import { standingOf } from './standing-of.js';
import { stepTo, type WeekOfSlots } from './week-of-slots.js';

interface Props {
  week: WeekOfSlots;
  asked: Found['asked'];
  title: string;
  chosen: ReadonlySet<string>;
  onChoose: (startsAt: string, isChosen: boolean) => void;
}

const idOf = ([day, start]: readonly [string, string]): string => `week-${day}-${start}`;

function Cell({ slot, asked, at, isStop, isChosen, onChoose }: { slot: Slot; asked: Found['asked']; at: readonly [string, string]; isStop: boolean; isChosen: boolean; onChoose: () => void }): ReactNode {
  const { t, language } = useTexts();
  const unknown = slot.each.filter((state) => state === 'unknown').length;
  const label = `${wholeTime(slot.startsAt, slot.endsAt, language)}: ${standingOf(slot, asked, t)}${slot.fits ? '' : `. ${t('find.breaksRule')}`}`;
  return (
    <button type="button" id={idOf(at)} className={slot.fits ? 'slot' : 'slot unfit'} tabIndex={isStop ? 0 : -1} aria-pressed={isChosen} aria-label={label} onClick={onChoose}>
      {`${isChosen ? '✓ ' : ''}${slot.free}/${asked.length}${unknown ? ` ?${unknown}` : ''}`}
    </button>
  );
}

/** The times of a week, with how many are free at each: gone through with the arrow keys, and chosen with Enter or space. */
export function WeekGrid({ week, asked, title, chosen, onChoose }: Props): ReactNode {
  const { language } = useTexts();
  const { days, starts, at } = week;
  const [stop, setStop] = useState<readonly [string, string]>([days[0]!, starts[0]!]);
  const isThere = at(...stop) !== undefined;
  const first = days.flatMap((day) => starts.map((start) => [day, start] as const)).find((place) => at(...place));
  const current = isThere ? stop : (first ?? stop);
  const go = (event: KeyboardEvent): void => {
    const next = stepTo(week, current, event.key);
    if (!next || !at(...next)) return;
    event.preventDefault();
    setStop(next);
    document.getElementById(idOf(next))?.focus();
  };
  return (
    <table className="fine week-grid" role="grid" aria-label={title} onKeyDown={go}>
      <thead>
        <tr>
          <td />
          {days.map((day) => (
            <th key={day} scope="col">
              {shortDate(day, language)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {starts.map((start) => (
          <tr key={start}>
            <th scope="row">{dotted(start)}</th>
            {days.map((day) => {
              const slot = at(day, start);
              return (
                <td key={day}>
                  {slot && <Cell slot={slot} asked={asked} at={[day, start]} isStop={current[0] === day && current[1] === start} isChosen={chosen.has(slot.startsAt)} onChoose={() => { setStop([day, start]); onChoose(slot.startsAt, !chosen.has(slot.startsAt)); }} />}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
