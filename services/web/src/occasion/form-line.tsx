import type { ReactNode } from 'react';
import { Controller, type Control, type FieldValues, type Path } from 'react-hook-form';
import { useTexts } from '../i18n/use-texts.js';
import { faultText } from './form.js';

/** What a field of a form is given: its id, value, and why the value could not be accepted. */
export interface Bound {
  readonly id: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
}

/** Binds one text of a form to the field that `children` makes of it. `onChanging` is told before the value changes. */
export function FormLine<V extends FieldValues>({
  control,
  name,
  onChanging,
  children,
}: {
  control: Control<V>;
  name: Path<V>;
  onChanging?: () => void;
  children: (bound: Bound) => ReactNode;
}): ReactNode {
  const { t } = useTexts();
  return (
    <Controller
      name={name}
      control={control}
      render={({ field, fieldState }) => (
        <>
          {children({
            id: name,
            value: field.value as string,
            fault: faultText(fieldState.error?.message, t),
            onChange: (value) => {
              onChanging?.();
              field.onChange(value);
            },
          })}
        </>
      )}
    />
  );
}
