import { useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords, shortDate, weekLabel } from '../time/spoken.js';
import { wallClockAt } from '../time/stockholm.js';
import { Button, Empty, Section, Select, SubHeading } from '../ui/index.js';
import { SlotList, type Found, type Slot } from './slot-list.js';
import { WeekGrid } from './week-grid.js';
import { weekOfSlots, weeksOf } from './week-of-slots.js';

interface Props {
  found: Found;
  onCall: (slot: Slot) => void;
  onAsk: (slots: readonly Slot[]) => void;
}

type Choosing = Pick<Parameters<typeof SlotList>[0], 'asked' | 'chosen' | 'onChoose' | 'onCall'>;

/** All times of a week as a grid; and, where that does not fit, all of a day as a list. */
function AllTimes({ slots, common }: { slots: readonly Slot[]; common: Choosing }): ReactNode {
  const { t, language } = useTexts();
  const [days, weeks] = [[...new Set(slots.map((slot) => wallClockAt(slot.startsAt).date))], weeksOf(slots)];
  const [day, setDay] = useState(days[0]!);
  const [monday, setMonday] = useState(weeks[0]!);
  const taken = slots.filter((slot) => common.chosen.has(slot.startsAt));
  const titleOf = (one: string): string => `${weekLabel(one, language)}, ${shortDate(one, language)}`;
  return (
    <Section title={t('find.all')}>
      <div className="stack where-wide">
        <Select id="find-week" label={t('find.week')} value={monday} onChange={setMonday} options={weeks.map((value) => ({ value, label: titleOf(value) }))} />
        <p className="muted">{t('find.gridHelp')}</p>
        <WeekGrid key={monday} week={weekOfSlots(slots, monday)} asked={common.asked} title={t('find.gridOf', { week: titleOf(monday) })} chosen={common.chosen} onChoose={common.onChoose} />
        {taken.length > 0 && (
          <>
            <SubHeading>{t('find.chosen')}</SubHeading>
            <SlotList {...common} slots={taken} prefix="chosen" />
          </>
        )}
      </div>
      <div className="stack where-narrow">
        <Select id="find-day" label={t('find.day')} value={day} onChange={setDay} options={days.map((value) => ({ value, label: dateInWords(value, language) }))} />
        <SlotList {...common} slots={slots.filter((slot) => wallClockAt(slot.startsAt).date === day)} prefix="all" />
      </div>
    </Section>
  );
}

/** The best three times, and behind them all. */
export function FoundTimes({ found: { asked, best, slots }, onCall, onAsk }: Props): ReactNode {
  const { t } = useTexts();
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
      {slots.length > 0 && <AllTimes slots={slots} common={common} />}
      <div className="row">
        <Button weight="main" aria-disabled={taken.length < 2} onClick={() => taken.length >= 2 && onAsk(taken)}>
          {t('find.ask', { count: taken.length })}
        </Button>
        {taken.length < 2 && <p className="muted">{t('find.askHelp')}</p>}
      </div>
    </>
  );
}
