import type { ReactNode } from 'react';
import { Checkbox as AkselCheckbox } from '@navikt/ds-react/Checkbox';
import { Radio, RadioGroup } from '@navikt/ds-react/Radio';
import { Select as AkselSelect } from '@navikt/ds-react/Select';
import { TextField } from '@navikt/ds-react/TextField';
import { Textarea } from '@navikt/ds-react/Textarea';

/** What every field has: its id (also what an error list links to), label, value and, when it could not be accepted, why. */
export interface Field<V> {
  readonly id: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly fault?: string | undefined;
  readonly value: V;
  readonly onChange: (value: V) => void;
}

type Typed = { readonly target: { readonly value: string } };

/** What a field of text, or one that is chosen from, is to Aksel. */
const asTyped = ({ id, label, help, fault, value, onChange }: Field<string>) =>
  ({ id, label, description: help, error: fault, value, onChange: (event: Typed) => onChange(event.target.value) }) as const;

type Option = { readonly value: string; readonly label: string };

/** One line of text. `narrow` for short values such as a time. */
export function Line({ narrow = false, onBlur, ...field }: Field<string> & { narrow?: boolean; onBlur?: () => void }): ReactNode {
  return <TextField {...asTyped(field)} onBlur={onBlur} autoComplete="off" className={narrow ? 'narrow' : 'wide'} />;
}

/** Several lines of text, with the number of characters left. */
export function Prose({ max, ...field }: Field<string> & { max: number }): ReactNode {
  return <Textarea {...asTyped(field)} maxLength={max} minRows={3} autoComplete="off" className="wide" />;
}

/** One of some values, in a list that opens. */
export function Select({ options, small = false, hidesLabel = false, ...field }: Field<string> & { options: readonly Option[]; small?: boolean; hidesLabel?: boolean }): ReactNode {
  return (
    <AkselSelect {...asTyped(field)} hideLabel={hidesLabel} size={small ? 'small' : 'medium'} className={small ? '' : 'wide'}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </AkselSelect>
  );
}

/** One of a few values, all of them shown. The id goes to the first one, so that an error list can lead to it. */
export function Choice({
  id,
  label,
  help,
  fault,
  value,
  onChange,
  options,
  hidesLabel = false,
}: Field<string> & { options: readonly Option[]; hidesLabel?: boolean }): ReactNode {
  return (
    <RadioGroup legend={label} hideLegend={hidesLabel} description={help} error={fault} value={value} onChange={onChange}>
      {options.map((option, at) => (
        <Radio key={option.value} value={option.value} {...(at === 0 ? { id } : {})}>
          {option.label}
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** Yes or no. */
export function Check({ id, label, help, value, onChange }: Omit<Field<boolean>, 'help'> & { help?: string }): ReactNode {
  return (
    <AkselCheckbox id={id} checked={value} onChange={(e) => onChange(e.target.checked)} description={help}>
      {label}
    </AkselCheckbox>
  );
}
