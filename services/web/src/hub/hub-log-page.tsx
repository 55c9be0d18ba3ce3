import type { ReactNode } from 'react';
import { HubLog } from '@knutpunkt/contracts';
import { usePages } from '../api/use-pages.js';
import { useTexts } from '../i18n/use-texts.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { momentInWords } from '../time/spoken.js';
import { Empty, Loaded, More, Page, Section } from '../ui/index.js';
import { useRunsHub } from './organisations-page.js';

function Entries(): ReactNode {
  const { t, language } = useTexts();
  const pages = usePages(HubLog, {});
  return (
    <Loaded of={pages}>
      {({ pages: read }) => {
        const entries = read.flatMap(({ items }) => items);
        if (entries.length === 0) return <Empty text={t('log.none')} />;
        return (
          <>
            <ul className="plain-list dense">
              {entries.map(({ id, at, actor, organisation, operation }) => (
                <li key={id}>
                  <div>{operation}</div>
                  <div className="muted">{[momentInWords(at, language), t(`hub.actor.${actor.kind}` as 'hub.actor.person', { id: actor.id }), organisation?.name ?? t('hub.noOrganisation')].join(' · ')}</div>
                </li>
              ))}
            </ul>
            <More of={pages} />
          </>
        );
      }}
    </Loaded>
  );
}

/** What was done in the hub, as metadata alone. */
export function HubLogPage(): ReactNode {
  const { t } = useTexts();
  if (!useRunsHub()) return <NotFoundPage />;
  return (
    <Page title={t('hub.logTitle')} lead={t('hub.logLead')}>
      <Section title={t('log.acts')}>
        <Entries />
      </Section>
    </Page>
  );
}
