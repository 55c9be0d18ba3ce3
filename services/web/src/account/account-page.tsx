import type { ReactNode } from 'react';
import { OwnSessions } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Loaded, Page, Section, TextLink } from '../ui/index.js';
import { OwnSessionsPart } from './own-sessions-part.js';
import { ThisLogin } from './this-login.js';
import { WhoIAm } from './who-i-am.js';

/** Who am I here, how was I logged in, and where else? And the way to the own calendars. */
export function AccountPage(): ReactNode {
  const { t } = useTexts();
  const asked = useAsk(OwnSessions, {});
  return (
    <Page title={t('myAccount.title')}>
      <WhoIAm />
      <Section title={t('availability.title')}>
        <TextLink to="/mina-kalendrar">{t('availability.go')}</TextLink>
      </Section>
      <Loaded of={asked}>
        {({ items }) => (
          <>
            <ThisLogin session={items.find(({ isCurrent }) => isCurrent)} />
            <OwnSessionsPart items={items} again={() => void asked.refetch()} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
