import type { ReactNode } from 'react';
import { Agreements } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { Empty, Loaded, MainLink, Page, Section } from '../ui/index.js';
import { AgreementList } from './agreement-list.js';

/** On what do we cooperate, with whom, and how long? */
export function AgreementsPage(): ReactNode {
  const { t } = useTexts();
  const { administers } = useMe();
  const asked = useAsk(Agreements, {}, { enabled: administers });
  if (!administers) return <NotFoundPage />;
  return (
    <Page title={t('agreements.title')} lead={t('agreements.lead')} actions={<MainLink to="/administration/overenskommelser/ny">{t('agreements.new')}</MainLink>}>
      <Section title={t('agreements.ours')}>
        <Loaded of={asked}>{({ items }) => (items.length === 0 ? <Empty text={t('agreements.none')} help={t('agreements.noneHelp')} /> : <AgreementList items={items} />)}</Loaded>
      </Section>
    </Page>
  );
}
