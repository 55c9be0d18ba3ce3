import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Button } from './button.js';

/** The button under a list that is read page by page; none where the last page is shown. */
export function More({ of }: { of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }): ReactNode {
  const { t } = useTexts();
  if (!of.hasNextPage) return null;
  return (
    <div>
      <Button busy={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
        {t('action.more')}
      </Button>
    </div>
  );
}
