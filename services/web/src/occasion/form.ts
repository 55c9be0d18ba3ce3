import type { Control, FieldErrors, FieldValues, Path, UseFormSetError } from 'react-hook-form';
import type { Refusal } from '../api/refusal.js';
import type { Translate } from '../i18n/i18n.js';
import type { Fault } from '../ui/index.js';
import { refusedFields } from './refused-fields.js';

/** A form whose fields hold texts. */
export type FormControl<V extends FieldValues> = Control<V>;

/** The sentence of a field's fault; messages are keys of the texts. */
export const faultText = (message: string | undefined, t: Translate): string | undefined => (message ? t(message as 'field.invalid') : undefined);

/** The labels of a form's fields, in their order. */
const labels = {
  groupId: 'call.group',
  chosen: 'call.people',
  weekday: 'series.weekday.label',
  date: 'call.date',
  starts: 'call.starts',
  ends: 'call.ends',
  repeatHow: 'series.how.label',
  until: 'series.until',
  count: 'series.count',
  skipWeeks: 'series.skipWeeks',
  place: 'call.place',
  link: 'call.link',
  title: 'call.meetingTitle',
  about: 'call.about',
} as const;
const order = Object.keys(labels) as (keyof typeof labels)[];

/** All faults of a form, in the order of its fields, each with the label of its field. */
export const faultsOf = (errors: FieldErrors, t: Translate): Fault[] =>
  order.flatMap((field) => {
    const text = faultText(errors[field]?.message as string | undefined, t);
    return text === undefined ? [] : [{ field, text: `${t(labels[field])}: ${text}` }];
  });

/** Puts what the hub refused beside the fields. False when it was about none of them. */
export function showRefused<V extends FieldValues>(refusal: Refusal, setError: UseFormSetError<V>, own: readonly string[]): boolean {
  const refused = refusedFields(refusal).filter(({ field }) => own.includes(field));
  refused.forEach(({ field, slug }) => setError(field as Path<V>, { type: 'hub', message: `problem.${slug}` }));
  return refused.length > 0;
}
