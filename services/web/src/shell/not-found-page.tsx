import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { MainLink, Page } from '../ui/index.js';
import { StepUp } from './step-up.js';

/** The same page for what does not exist and for what one may not see. */
export function NotFoundPage(): ReactNode {
  const { t } = useTexts();
  return (
    <Page title={t('notFound.title')} lead={t('notFound.text')}>
      <StepUp />
      <div>
        <MainLink to="/">{t('notFound.home')}</MainLink>
      </div>
    </Page>
  );
}
