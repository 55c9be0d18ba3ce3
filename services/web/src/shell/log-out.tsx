import { useState, type ReactNode } from 'react';
import { logOut } from '../api/log-in.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Notice } from '../ui/index.js';

/** The way out. Says so when it could not be taken, since the session then still lives. */
export function LogOut({ small = false }: { small?: boolean }): ReactNode {
  const { t } = useTexts();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const leave = async (): Promise<void> => {
    setBusy(true);
    setFailed(!(await logOut()));
    setBusy(false);
  };
  return (
    <div className="stack">
      {failed && (
        <Notice gravity="error" title={t('account.stillIn')}>
          {t('account.stillInHelp')}
        </Notice>
      )}
      <Button small={small} busy={busy} onClick={() => void leave()}>
        {t('account.logOut')}
      </Button>
    </div>
  );
}
