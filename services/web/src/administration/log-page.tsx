import type { ReactNode } from 'react';
import { AdministrationLog } from '@knutpunkt/contracts';
import { usePages } from '../api/use-pages.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { Empty, Loaded, More, Page, Section } from '../ui/index.js';
import { ActInLog } from './act-in-log.js';

function Acts(): ReactNode {
  const { t } = useTexts();
  const pages = usePages(AdministrationLog, {});
  return (
    <Loaded of={pages}>
      {({ pages: read }) => {
        const acts = read.flatMap(({ items }) => items);
        if (acts.length === 0) return <Empty text={t('log.none')} />;
        return (
          <>
            <ul className="plain-list">
              {acts.map((act) => (
                <ActInLog key={act.id} act={act} />
              ))}
            </ul>
            <More of={pages} />
          </>
        );
      }}
    </Loaded>
  );
}

/** Who did what, when and why? */
export function LogPage(): ReactNode {
  const { t } = useTexts();
  if (!useMe().administers) return <NotFoundPage />;
  return (
    <Page title={t('log.title')} lead={t('log.lead')}>
      <Section title={t('log.acts')}>
        <Acts />
      </Section>
    </Page>
  );
}
