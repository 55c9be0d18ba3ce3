import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Refusal } from '../api/refusal.js';
import { useTexts } from '../i18n/use-texts.js';
import { dotted } from '../time/clock-time.js';
import { dateInWords, weekLabel } from '../time/spoken.js';
import { PlaceField } from '../rooms/place-field.js';
import { DateField, Line, Readers } from '../ui/index.js';
import { readOccasion, type Occasion } from './occasion.js';
import { FormLine } from './form-line.js';
import { WhichOfTwo } from './which-of-two.js';

type Form = Pick<UseFormReturn<Occasion>, 'control' | 'watch' | 'setValue'>;

/** Says how the date and times that were typed are understood. */
function Understood({ form }: { form: Form }): ReactNode {
  const { t, language } = useTexts();
  const { date, starts, ends } = readOccasion(form.watch());
  if (date === undefined) return null;
  const written = language === 'sv' ? dotted : (time: string) => time;
  const clock = starts && ends ? `, ${written(starts)}–${written(ends)}` : '';
  return (
    <p className="understood" role="status">
      {t('call.understood', { when: `${dateInWords(date, language)}, ${weekLabel(date, language)}${clock}` })}
    </p>
  );
}

/** Date, start and end. Typing another time forgets an offset that was chosen. */
export function WhenFields({ form, refusal }: { form: Form; refusal: Refusal | null }): ReactNode {
  const { t } = useTexts();
  const forget = (): void => {
    form.setValue('startsOffset', '');
    form.setValue('endsOffset', '');
  };
  return (
    <>
      <div className="row-fields">
        <FormLine control={form.control} name="date" onChanging={forget}>
          {(bound) => <DateField {...bound} label={t('call.date')} help={t('call.dateHelp')} />}
        </FormLine>
        <FormLine control={form.control} name="starts" onChanging={forget}>
          {(bound) => <Line narrow {...bound} label={t('call.starts')} help={t('call.timeHelp')} />}
        </FormLine>
        <FormLine control={form.control} name="ends" onChanging={forget}>
          {(bound) => <Line narrow {...bound} label={t('call.ends')} help={t('call.timeHelp')} />}
        </FormLine>
      </div>
      <Understood form={form} />
      <WhichOfTwo form={form} refusal={refusal} />
    </>
  );
}

/** Place and link, with who will see them; `busy` says below the place when it is taken. */
export function WhereFields({ form, busy }: { form: Form; busy?: ReactNode }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <FormLine control={form.control} name="place">
        {(bound) => <PlaceField {...bound} label={t('call.place')} help={t('call.placeHelp')} />}
      </FormLine>
      {busy}
      <FormLine control={form.control} name="link">
        {(bound) => <Line {...bound} label={t('call.link')} help={t('call.linkHelp')} />}
      </FormLine>
      <Readers>{t('call.readersMail')}</Readers>
    </>
  );
}
