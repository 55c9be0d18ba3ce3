import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords, weekLabel } from '../time/spoken.js';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import { Button, DateField, Line } from '../ui/index.js';
import { noTime, type TypedTime } from './poll-draft.js';

const [fewest, most] = [2, 30];

interface Props {
  times: readonly TypedTime[];
  onChange: (times: readonly TypedTime[]) => void;
  /** Ids of the fields begin with this and `options-<at>-`. */
  prefix: string;
  faultAt: (name: string) => string | undefined;
}

/** The proposed times: date, start and end of each. A new one begins with the clock times of the one before. */
export function TimeRows({ times, onChange, prefix, faultAt }: Props): ReactNode {
  const { t } = useTexts();
  const set = (at: number, change: Partial<TypedTime>): void => onChange(times.map((time, nth) => (nth === at ? { ...time, ...change } : time)));
  const add = (): void => {
    onChange([...times, { ...(times.at(-1) ?? noTime), date: '' }]);
    requestAnimationFrame(() => document.getElementById(`${prefix}-options-${times.length}-date`)?.focus());
  };
  return (
    <>
      {times.map((time, at) => (
        <TimeRow key={at} at={at} time={time} prefix={prefix} faultAt={faultAt} onChange={(change) => set(at, change)} onDrop={times.length > fewest ? () => onChange(times.filter((_, nth) => nth !== at)) : undefined} />
      ))}
      {times.length < most && (
        <div className="row">
          <Button small onClick={add}>
            {t('polls.addTime')}
          </Button>
        </div>
      )}
    </>
  );
}

/** One time, with how its date is understood. */
export function TimeRow({
  at,
  time,
  prefix,
  faultAt,
  onChange,
  onDrop,
}: {
  at: number;
  time: TypedTime;
  prefix: string;
  faultAt: (name: string) => string | undefined;
  onChange: (change: Partial<TypedTime>) => void;
  onDrop?: (() => void) | undefined;
}): ReactNode {
  const { t, language } = useTexts();
  const date = parseSwedishDate(time.date, todayInStockholm());
  const field = (name: keyof TypedTime) => ({ id: `${prefix}-options-${at}-${name}`, fault: faultAt(`options-${at}-${name}`), value: time[name], onChange: (value: string) => onChange({ [name]: value }) });
  return (
    <fieldset className="bare stack">
      <legend>{t('polls.timeNumber', { number: at + 1 })}</legend>
      <div className="row-fields">
        <DateField {...field('date')} label={t('call.date')} />
        <Line narrow {...field('starts')} label={t('call.starts')} />
        <Line narrow {...field('ends')} label={t('call.ends')} />
        {onDrop && (
          <div className="bottom-aligned">
            <Button small weight="quiet" onClick={onDrop} aria-label={t('polls.dropTimeLabel', { number: at + 1 })}>
              {t('polls.dropTime')}
            </Button>
          </div>
        )}
      </div>
      {date && <p className="understood">{`${dateInWords(date, language)}, ${weekLabel(date, language)}`}</p>}
    </fieldset>
  );
}
