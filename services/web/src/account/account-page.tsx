import type { ReactNode } from 'react';
import { OwnSessions } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Loaded, Page } from '../ui/index.js';
import { OwnFeedPart } from './own-feed-part.js';
import { OwnSessionsPart } from './own-sessions-part.js';
import { ThisLogin } from './this-login.js';
import { WhoIAm } from './who-i-am.js';

/** Who am I here, how was I logged in, and where else? And the own meetings in calendars elsewhere. */
export function AccountPage(): ReactNode {
  const { t } = useTexts();
  const asked = useAsk(OwnSessions, {});
  return (
    <Page title={t('myAccount.title')}>
      <WhoIAm />
      <OwnFeedPart />
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
