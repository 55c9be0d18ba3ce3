import type { ReactNode } from 'react';
import { ConfirmNomination, PendingNominations, type NominationView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { Empty, Loaded, Page, Section } from '../ui/index.js';
import { NominationCard } from './nomination-card.js';

type Nomination = z.infer<typeof NominationView>;

function Nominations({ title, empty, items }: { title: string; empty: string; items: readonly Nomination[] }): ReactNode {
  return (
    <Section title={title}>
      {items.length === 0 && <Empty text={empty} />}
      <ul className="plain-list">
        {items.map((one) => (
          <NominationCard key={one.id} nomination={one} />
        ))}
      </ul>
    </Section>
  );
}

/** What waits for an administrator's key, and for others'. */
export function AdministrationPage(): ReactNode {
  const { t } = useTexts();
  const { administers } = useMe();
  const asked = useAsk(PendingNominations, {}, { enabled: administers });
  if (!administers) return <NotFoundPage />;
  return (
    <Page title={t('administration.title')}>
      <Loaded of={asked}>
        {({ items }) => (
          <>
            <Nominations title={t('administration.waitsForYou')} empty={t('administration.nothingWaits')} items={items.filter((one) => may(one, ConfirmNomination))} />
            <Nominations title={t('administration.waitsForOthers')} empty={t('administration.nobodyAsked')} items={items.filter((one) => !may(one, ConfirmNomination))} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
