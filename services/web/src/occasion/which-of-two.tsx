import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Refusal } from '../api/refusal.js';
import { useTexts } from '../i18n/use-texts.js';
import { dotted } from '../time/clock-time.js';
import { Choice } from '../ui/index.js';
import type { Occasion } from './occasion.js';
import { choicesIn } from './refused-fields.js';

/** Lets one choose between the two times that the clock shows alike when summer time ends. */
export function WhichOfTwo({ form, refusal }: { form: Pick<UseFormReturn<Occasion>, 'watch' | 'setValue'>; refusal: Refusal | null }): ReactNode {
  const { t, language } = useTexts();
  const choices = refusal?.slug === 'local-time-is-ambiguous' ? choicesIn(refusal.errors) : undefined;
  if (choices === undefined) return null;
  const offset = choices.field === 'starts' ? 'startsOffset' : 'endsOffset';
  const typed = choices.times[0]!.slice(11, 16);
  const time = language === 'sv' ? dotted(typed) : typed;
  const options = choices.times.map((choice, at) => ({ value: choice.slice(16), label: t(at === 0 ? 'call.choiceFirst' : 'call.choiceSecond', { time }) }));
  return (
    <Choice id="which" label={t('call.choices', { time })} value={form.watch(offset)} onChange={(value) => form.setValue(offset, value)} options={options} />
  );
}
