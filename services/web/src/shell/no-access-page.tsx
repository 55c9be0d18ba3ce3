import type { ReactNode } from 'react';
import { logOut } from '../api/log-in.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Page } from '../ui/index.js';
import { Welcome } from './welcome.js';

/** For somebody whom an organisation vouches for, but whom the hub does not know. */
export function NoAccessPage(): ReactNode {
  const { t } = useTexts();
  return <Welcome><Page title={t('noAccess.title')} lead={t('noAccess.text')}><div><Button onClick={() => void logOut()}>{t('noAccess.logOut')}</Button></div></Page></Welcome>;
}
