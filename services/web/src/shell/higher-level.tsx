import type { ReactNode } from 'react';
import { goToStepUp } from '../api/log-in.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button } from '../ui/index.js';
import { useMe } from './current.js';

const higher = 3;

/** That what waits for an administrator may want a login at a higher level, and the way to one: the same for each who administers and is logged in below it, whether anything waits there or not, so that it tells nothing. */
export function HigherLevel(): ReactNode {
  const { t } = useTexts();
  const { administers, assuranceLevel } = useMe();
  if (!administers || assuranceLevel >= higher) return null;
  return (
    <div className="stack">
      <p>{t('stepUp.mayWait')}</p>
      <div>
        <Button onClick={goToStepUp}>{t('stepUp.go')}</Button>
      </div>
    </div>
  );
}
