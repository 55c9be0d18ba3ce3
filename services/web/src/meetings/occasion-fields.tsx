import type { ReactNode } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import type { Refusal } from '../api/refusal.js';
import { useTexts } from '../i18n/use-texts.js';
import { dotted } from '../time/clock-time.js';
import { dateInWords, weekLabel } from '../time/spoken.js';
import { Choice, DateField, Line, Readers, Section } from '../ui/index.js';
import { readOccasion, type Occasion } from './draft.js';
import { faultText } from './form.js';
import { choicesIn } from './refused-fields.js';

type Form = Pick<UseFormReturn<Occasion>, 'control' | 'watch' | 'setValue'>;

/** Says how the date and times that were typed are understood. */
function Understood({ form }: { form: Form }): ReactNode {
  const { t, language } = useTexts();
  const { date, starts, ends } = readOccasion(form.watch());
  if (date === undefined) return null;
  const clock = starts && ends ? `, ${language === 'sv' ? `${dotted(starts)}–${dotted(ends)}` : `${starts}–${ends}`}` : '';
  return <p className="understood" role="status">{t('call.understood', { when: `${dateInWords(date, language)}, ${weekLabel(date, language)}${clock}` })}</p>;
}

/** Lets one choose between the two times that the clock shows alike when summer time ends. */
function WhichOfTwo({ form, refusal }: { form: Form; refusal: Refusal | null }): ReactNode {
  const { t, language } = useTexts();
  const choices = refusal?.slug === 'local-time-is-ambiguous' ? choicesIn(refusal.errors) : undefined;
  if (choices === undefined) return null;
  const offset = choices.field === 'starts' ? 'startsOffset' : 'endsOffset';
  const typed = choices.times[0]!.slice(11, 16);
  const time = language === 'sv' ? dotted(typed) : typed;
  const options = choices.times.map((choice, at) => ({ value: choice.slice(16), label: t(at === 0 ? 'call.choiceFirst' : 'call.choiceSecond', { time }) }));
  return <Choice id="which" label={t('call.choices', { time })} value={form.watch(offset)} onChange={(value) => form.setValue(offset, value)} options={options} />;
}

/** Date, start and end. Typing another time forgets an offset that was chosen. */
export function WhenFields({ form, refusal }: { form: Form; refusal: Refusal | null }): ReactNode {
  const { t } = useTexts();
  const forget = (): void => { form.setValue('startsOffset', ''); form.setValue('endsOffset', ''); };
  return (
    <>
      <div className="row-fields">
        <Controller name="date" control={form.control} render={({ field, fieldState }) => <DateField id="date" label={t('call.date')} help={t('call.dateHelp')} fault={faultText(fieldState.error?.message, t)} value={field.value} onChange={(value) => { forget(); field.onChange(value); }} />} />
        {(['starts', 'ends'] as const).map((name) => (
          <Controller key={name} name={name} control={form.control} render={({ field, fieldState }) => <Line narrow id={name} label={t(`call.${name}`)} help={t('call.timeHelp')} fault={faultText(fieldState.error?.message, t)} value={field.value} onChange={(value) => { forget(); field.onChange(value); }} />} />
        ))}
      </div>
      <Understood form={form} />
      <WhichOfTwo form={form} refusal={refusal} />
    </>
  );
}

/** Place and link, with who will see them. */
export function WhereFields({ form }: { form: Form }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <Controller name="place" control={form.control} render={({ field, fieldState }) => <Line id="place" label={t('call.place')} help={t('call.placeHelp')} fault={faultText(fieldState.error?.message, t)} value={field.value} onChange={field.onChange} />} />
      <Controller name="link" control={form.control} render={({ field, fieldState }) => <Line id="link" label={t('call.link')} help={t('call.linkHelp')} fault={faultText(fieldState.error?.message, t)} value={field.value} onChange={field.onChange} />} />
      <Readers>{t('call.readersMail')}</Readers>
    </>
  );
}

/** The parts of a form about when and where, each under its own heading. */
export function OccasionSections({ form, refusal, children }: { form: Form; refusal: Refusal | null; children?: ReactNode }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <Section title={t('call.when')}>{children}<WhenFields form={form} refusal={refusal} /></Section>
      <Section title={t('call.where')}><WhereFields form={form} /></Section>
    </>
  );
}
