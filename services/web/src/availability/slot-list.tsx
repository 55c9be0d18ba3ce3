import type { ReactNode } from 'react';
import type { FindTimes, Output } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords, timeSpan, weekLabel, wholeTime } from '../time/spoken.js';
import { wallClockAt } from '../time/stockholm.js';
import { Button, Check, Tag } from '../ui/index.js';
import { standingOf } from './standing-of.js';

export type Found = Output<typeof FindTimes>;
export type Slot = Found['slots'][number];

/** How a time stands, in words: how many are free, and who is not. */
function Standing({ slot, asked }: { slot: Slot; asked: Found['asked'] }): ReactNode {
  const { t } = useTexts();
  return (
    <span>
      {standingOf(slot, asked, t)} {!slot.fits && <Tag tone="bad">{t('find.breaksRule')}</Tag>}
    </span>
  );
}

interface Props {
  slots: readonly Slot[];
  asked: Found['asked'];
  chosen: ReadonlySet<string>;
  onChoose: (startsAt: string, isChosen: boolean) => void;
  onCall: (slot: Slot) => void;
  /** Ids of the fields begin with this. */
  prefix: string;
}

/** Times with how they stand, each to call a meeting at, or to take into a poll. */
export function SlotList({ slots, asked, chosen, onChoose, onCall, prefix }: Props): ReactNode {
  const { t, language } = useTexts();
  return (
    <ul className="plain-list">
      {slots.map((slot) => {
        const { date } = wallClockAt(slot.startsAt);
        const time = wholeTime(slot.startsAt, slot.endsAt, language);
        return (
          <li key={slot.startsAt}>
            <div className="meeting-row">
              <div className="when">
                <div className="date">{dateInWords(date, language)}</div>
                <div>
                  {weekLabel(date, language)}, <span className="time">{timeSpan(slot.startsAt, slot.endsAt, language)}</span>
                </div>
              </div>
              <div className="stack">
                <Standing slot={slot} asked={asked} />
                <div className="row">
                  <Button small onClick={() => onCall(slot)} aria-label={t('find.callAt', { time })}>
                    {t('find.call')}
                  </Button>
                  <Check id={`${prefix}-${slot.startsAt}`} label={t('find.take')} value={chosen.has(slot.startsAt)} onChange={(is) => onChoose(slot.startsAt, is)} />
                </div>
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
