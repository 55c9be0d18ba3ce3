import { useState, type ReactNode } from 'react';
import { DatePicker } from '@navikt/ds-react/DatePicker';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import type { Field } from './fields.js';

const asDate = (date: string | undefined): Date | undefined => (date === undefined ? undefined : new Date(`${date}T12:00:00`));
const asText = (date: Date): string => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

/** A date, typed the way people do in Sweden or chosen in a calendar with week numbers. The value is what was typed; leaving the field writes it out as YYYY-MM-DD. */
export function DateField({ id, label, help, fault, value, onChange }: Field<string>): ReactNode {
  const [open, setOpen] = useState(false);
  const [month, setMonth] = useState<Date>();
  const date = parseSwedishDate(value, todayInStockholm());
  const choose = (chosen?: Date): void => {
    onChange(chosen ? asText(chosen) : '');
    setOpen(false);
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  };
  return (
    <DatePicker
      showWeekNumber
      selected={asDate(date)}
      month={month ?? asDate(date)}
      onMonthChange={setMonth}
      open={open}
      onClose={() => setOpen(false)}
      onOpenToggle={() => setOpen((was) => !was)}
      onSelect={choose}
    >
      <DatePicker.Input
        id={id}
        label={label}
        description={help}
        error={fault}
        value={value}
        autoComplete="off"
        onChange={(e) => {
          onChange(e.target.value);
          setMonth(undefined);
        }}
        onBlur={() => {
          if (date && date !== value) onChange(date);
        }}
      />
    </DatePicker>
  );
}
