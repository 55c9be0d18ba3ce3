import type { ReactNode } from 'react';
import { goToStepUp } from '../api/log-in.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button } from '../ui/index.js';
import { useMe } from './current.js';

/** The way to a login at a higher level, for whom it would show more; nothing for others. */
export function StepUp(): ReactNode {
  const { t } = useTexts();
  if (!useMe().couldStepUp) return null;
  return (
    <div className="stack">
      <p>{t('stepUp.text')}</p>
      <div>
        <Button onClick={goToStepUp}>{t('stepUp.go')}</Button>
      </div>
    </div>
  );
}
