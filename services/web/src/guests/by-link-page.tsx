import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { Welcome } from '../shell/welcome.js';
import { Loading, Page, Refused } from '../ui/index.js';
import type { ByLink } from './use-by-link.js';

/** The page that a guest's link leads to; the same for a link that never was and one that is over. */
export function ByLinkPage<View>({ title, lead, of: { view, refusal, read }, children }: { title: string; lead: string; of: Pick<ByLink<View, never>, 'view' | 'refusal' | 'read'>; children: (view: View) => ReactNode }): ReactNode {
  const { t } = useTexts();
  if (refusal?.status === 404)
    return (
      <Welcome>
        <Page key="gone" title={t('guestPage.goneTitle')} lead={t('guestPage.gone')}>
          <p>{t('guestPage.askAgain')}</p>
        </Page>
      </Welcome>
    );
  return (
    <Welcome>
      <Page title={title} lead={lead}>
        {!view && !refusal && <Loading />}
        {!view && <Refused refusal={refusal} again={read} />}
        {view && children(view)}
        <p className="muted">{t('guestPage.personal')}</p>
      </Page>
    </Welcome>
  );
}
