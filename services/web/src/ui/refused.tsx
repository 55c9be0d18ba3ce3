import type { ReactNode } from 'react';
import { goToLogIn } from '../api/log-in.js';
import type { Refusal } from '../api/refusal.js';
import { sentenceOf } from '../api/problem-text.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button } from './button.js';
import { Notice } from './notice.js';

/** Says why something was refused, and offers to try again when that may help. */
export function Refused({ refusal, again }: { refusal: Refusal | null; again?: () => void }): ReactNode {
  const { t } = useTexts();
  if (refusal === null) return null;
  return (
    <Notice gravity={refusal.isPassing ? 'warning' : 'error'} title={sentenceOf(refusal, t)}>
      {refusal.status === 401 && (
        <Button small onClick={goToLogIn}>
          {t('ended.logIn')}
        </Button>
      )}
      {again && refusal.isPassing && (
        <Button small onClick={again}>
          {t('action.retry')}
        </Button>
      )}
    </Notice>
  );
}
