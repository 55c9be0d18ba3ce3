import { useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords } from '../time/spoken.js';
import { wallClockAt } from '../time/stockholm.js';
import { Button, Empty, Section, Select } from '../ui/index.js';
import { SlotList, type Found, type Slot } from './slot-list.js';

interface Props {
  found: Found;
  onCall: (slot: Slot) => void;
  onAsk: (slots: readonly Slot[]) => void;
}

/** The best three times, and behind them all of a day that is chosen. */
export function FoundTimes({ found: { asked, best, slots }, onCall, onAsk }: Props): ReactNode {
  const { t, language } = useTexts();
  const days = [...new Set(slots.map((slot) => wallClockAt(slot.startsAt).date))];
  const [day, setDay] = useState(days[0] ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (startsAt: string, is: boolean): void => setChosen(new Set(is ? [...chosen, startsAt] : [...chosen].filter((one) => one !== startsAt)));
  const common = { asked, chosen, onChoose: choose, onCall };
  const taken = slots.filter((slot) => chosen.has(slot.startsAt));
  return (
    <>
      <Section title={t('find.best')}>
        <p className="muted">{t('find.asked', { names: asked.map((one) => (one.person ?? one.function)!.name).join(', ') })}</p>
        {best.length > 0 ? <SlotList {...common} slots={best} prefix="best" /> : <Empty text={t('find.none')} help={t('find.noneHelp')} />}
      </Section>
      {days.length > 0 && (
        <Section title={t('find.all')}>
          <Select id="find-day" label={t('find.day')} value={day} onChange={setDay} options={days.map((value) => ({ value, label: dateInWords(value, language) }))} />
          <SlotList {...common} slots={slots.filter((slot) => wallClockAt(slot.startsAt).date === day)} prefix="all" />
        </Section>
      )}
      <div className="row">
        <Button weight="main" aria-disabled={taken.length < 2} onClick={() => taken.length >= 2 && onAsk(taken)}>
          {t('find.ask', { count: taken.length })}
        </Button>
        {taken.length < 2 && <p className="muted">{t('find.askHelp')}</p>}
      </div>
    </>
  );
}
