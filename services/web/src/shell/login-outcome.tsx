import type { ReactNode } from 'react';
import * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';
import { Notice } from '../ui/index.js';

const Outcome = z.enum(['expired', 'refused', 'level', 'away']);

/** Says why a login did not succeed, when the browser has just come back from one that did not. */
export function LoginOutcome(): ReactNode {
  const { t } = useTexts();
  const { data } = Outcome.safeParse(new URLSearchParams(location.search).get('login'));
  return data ? <Notice gravity="warning" title={t(`start.${data}`)} /> : null;
}
