import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { LanguageSwitch } from './language-switch.js';

/** What surrounds the pages of somebody who is not let in. */
export function Welcome({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <header className="top">
        <span className="brand">{t('product')}</span>
        <span className="as">{t('tagline')}</span>
        <LanguageSwitch className="account" />
      </header>
      <main className="welcome">{children}</main>
    </>
  );
}
