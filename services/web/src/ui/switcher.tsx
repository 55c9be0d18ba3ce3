import type { ReactNode } from 'react';
import { ToggleGroup } from '@navikt/ds-react/ToggleGroup';

/** Switches between a few ways to see the same page. */
export function Switcher<V extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
}): ReactNode {
  return (
    <div className="switcher">
      <ToggleGroup aria-label={label} value={value} onChange={(chosen) => onChange(chosen as V)} size="small">
        {options.map((option) => (
          <ToggleGroup.Item key={option.value} value={option.value} label={option.label} />
        ))}
      </ToggleGroup>
    </div>
  );
}
