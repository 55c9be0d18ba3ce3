import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Page } from '../ui/index.js';
import { LogOut } from './log-out.js';
import { Welcome } from './welcome.js';

/** For somebody whom an organisation vouches for, but whom the hub does not know. */
export function NoAccessPage(): ReactNode {
  const { t } = useTexts();
  return (
    <Welcome>
      <Page title={t('noAccess.title')} lead={t('noAccess.text')}>
        <LogOut />
      </Page>
    </Welcome>
  );
}
