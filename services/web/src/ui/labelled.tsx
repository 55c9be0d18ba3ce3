import type { ReactNode } from 'react';

/** A field of our own with the look of the design system's: label, help, the field, and why its value could not be accepted. */
export function Labelled({
  id,
  label,
  help,
  fault,
  children,
}: {
  id: string;
  label: string;
  help?: ReactNode;
  fault?: string | undefined;
  children: ReactNode;
}): ReactNode {
  return (
    <div className={`labelled ${fault === undefined ? '' : 'is-wrong'}`}>
      <label htmlFor={id} className="aksel-form-field__label aksel-label">
        {label}
      </label>
      <div id={`${id}-help`} className="muted">
        {help}
      </div>
      {children}
      <div id={`${id}-fault`} className="fault" aria-live="polite">
        {fault}
      </div>
    </div>
  );
}
