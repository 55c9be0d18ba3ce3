import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Page } from '../ui/index.js';

/** For a page that could not be shown because of a fault of ours. */
export function FailurePage(): ReactNode {
  const { t } = useTexts();
  return (
    <Page title={t('failure.title')} lead={t('failure.text')}>
      <div>
        <Button weight="main" onClick={() => location.reload()}>
          {t('failure.reload')}
        </Button>
      </div>
    </Page>
  );
}
