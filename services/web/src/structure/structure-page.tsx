import type { ReactNode } from 'react';
import { AddAuthority, Structure } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { Disclosure, Loaded, Page } from '../ui/index.js';
import { AuthoritySection, NewAuthority } from './authority-section.js';

/** Which authorities, units and functions do we have, and who holds which function? */
export function StructurePage(): ReactNode {
  const { t } = useTexts();
  const { administers } = useMe();
  const asked = useAsk(Structure, {}, { enabled: administers });
  if (!administers) return <NotFoundPage />;
  return (
    <Page title={t('structure.title')} lead={t('structure.lead')}>
      <Loaded of={asked}>
        {(structure) => (
          <>
            <div className="row no-print">
              <Disclosure text={t('structure.addAuthority')} weight="main" offered={may(structure, AddAuthority)}>
                {(close) => <NewAuthority onClose={close} />}
              </Disclosure>
            </div>
            {structure.items.map((authority) => (
              <AuthoritySection key={authority.id} authority={authority} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}
