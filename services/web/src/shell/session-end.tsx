import { useSyncExternalStore, type ReactNode } from 'react';
import { goToLogIn } from '../api/log-in.js';
import { hasSessionEnded, onSessionEnd } from '../api/session-end.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Notice } from '../ui/index.js';

/** Says that the session has ended, without taking away what is being written. */
export function SessionEnd(): ReactNode {
  const { t } = useTexts();
  const ended = useSyncExternalStore(onSessionEnd, hasSessionEnded);
  if (!ended) return null;
  return (
    <Notice gravity="error" title={t('ended.title')}>
      <div className="stack">
        <p>{t('ended.text')}</p>
        <div>
          <Button weight="main" onClick={goToLogIn}>
            {t('ended.logIn')}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
