import { useEffect, useRef, type ReactNode } from 'react';
import { ErrorSummary } from '@navikt/ds-react/ErrorSummary';
import { useTexts } from '../i18n/use-texts.js';

/** One fault: the id of the field it is about, and what to do. */
export interface Fault {
  readonly field: string;
  readonly text: string;
}

/** All faults of a form with links to their fields. It takes the focus each time the form was sent and stopped (`round` counts those). */
export function ErrorList({ faults, round }: { faults: readonly Fault[]; round: number }): ReactNode {
  const { t } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef(round);
  useEffect(() => {
    if (faults.length === 0 || shown.current === round) return;
    shown.current = round;
    box.current?.focus();
  }, [round, faults.length]);
  if (faults.length === 0) return null;
  return (
    <ErrorSummary ref={box} heading={t('errors.heading', { count: faults.length })}>
      {faults.map((fault) => (
        <ErrorSummary.Item
          key={fault.field}
          href={`#${fault.field}`}
          onClick={(event) => {
            event.preventDefault();
            document.getElementById(fault.field)?.focus();
          }}
        >
          {fault.text}
        </ErrorSummary.Item>
      ))}
    </ErrorSummary>
  );
}
