import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Section } from '../ui/index.js';

const names = ['referrals.step1', 'referrals.step2', 'referrals.step3', 'referrals.step4'] as const;

/** One step of a new request under its heading; it takes the focus when it is come to from another step. */
export function StepHead({ step, arrived = false, children }: { step: 1 | 2 | 3 | 4; arrived?: boolean; children: ReactNode }): ReactNode {
  const { t } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const title = t('referrals.stepOf', { step, of: names.length, name: t(names[step - 1]!) });
  useEffect(() => {
    if (arrived) box.current?.focus();
  }, [arrived]);
  return (
    <div role="group" aria-label={title} tabIndex={-1} ref={box} className="step">
      <Section title={title}>{children}</Section>
    </div>
  );
}
