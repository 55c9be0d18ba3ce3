import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTexts } from '../i18n/use-texts.js';
import type { Draft } from '../meetings/draft.js';
import { readOccasion } from '../occasion/occasion.js';
import { FormLine } from '../occasion/form-line.js';
import { Check, Choice, DateField, Line, Select } from '../ui/index.js';
import { isLastOf, nthOf, ruleFor, withDay, type Repeat } from './repeat.js';
import { ruleInWords } from './rule-words.js';
import { ExtraDay } from './extra-day.js';
import { SeriesPreview } from './series-preview.js';

const hows = ['weekly', 'biweekly', 'nth', 'last'] as const;

/** Which ways to repeat fit the date that was typed: the fifth weekday of a month is always the last, and only the last one can be the last. */
const fitting = (date: string | undefined): Repeat['repeatHow'][] => hows.filter((how) => date === undefined || (how === 'nth' ? nthOf(date) < 5 : how !== 'last' || isLastOf(date)));

function How({ form }: { form: UseFormReturn<Draft> }): ReactNode {
  const { t, language } = useTexts();
  const { date } = readOccasion(form.watch());
  const options = fitting(date).map((how) => ({ value: how, label: date === undefined ? t(`series.how.${how}`) : ruleInWords(ruleFor(how, date), language, t) }));
  return (
    <FormLine control={form.control} name="repeatHow">
      {(bound) => <Select {...bound} label={t('series.how.label')} options={options} />}
    </FormLine>
  );
}

function End({ form }: { form: UseFormReturn<Draft> }): ReactNode {
  const { t } = useTexts();
  const options = (['date', 'count'] as const).map((value) => ({ value, label: t(`series.end.${value}`) }));
  return (
    <>
      <FormLine control={form.control} name="repeatEnd">
        {(bound) => <Choice {...bound} label={t('series.end.label')} options={options} />}
      </FormLine>
      {form.watch('repeatEnd') === 'date' ? (
        <FormLine control={form.control} name="until">
          {(bound) => <DateField {...bound} label={t('series.until')} help={t('call.dateHelp')} />}
        </FormLine>
      ) : (
        <FormLine control={form.control} name="count">
          {(bound) => <Line narrow {...bound} label={t('series.count')} help={t('series.countHelp')} />}
        </FormLine>
      )}
    </>
  );
}

/** How a meeting is repeated, what is skipped, and which dates that gives. */
export function RepeatFields({ form }: { form: UseFormReturn<Draft> }): ReactNode {
  const { t } = useTexts();
  const draft = form.watch();
  const setDays = ({ skipDays, extraDays }: Pick<Repeat, 'skipDays' | 'extraDays'>): void => {
    form.setValue('skipDays', skipDays);
    form.setValue('extraDays', extraDays);
  };
  return (
    <>
      <Check id="repeats" label={t('series.repeat')} help={t('series.repeatHelp')} value={draft.repeats} onChange={(repeats) => form.setValue('repeats', repeats)} />
      {draft.repeats && (
        <div className="panel stack">
          <How form={form} />
          <End form={form} />
          <Check id="skipHolidays" label={t('series.skipHolidays')} help={t('series.skipHolidaysHelp')} value={draft.skipHolidays} onChange={(skip) => form.setValue('skipHolidays', skip)} />
          <FormLine control={form.control} name="skipWeeks">
            {(bound) => <Line {...bound} label={t('series.skipWeeks')} help={t('series.skipWeeksHelp')} />}
          </FormLine>
          <ExtraDay onAdd={(day) => setDays(withDay(draft, day))} />
          <SeriesPreview draft={draft} onDays={setDays} />
        </div>
      )}
    </>
  );
}
