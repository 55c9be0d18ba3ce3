import { useEffect, type ReactNode } from 'react';
import { Me } from '@knutpunkt/contracts';
import { goToLogIn, shouldGoToLogIn } from '../api/log-in.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Loading, Page, Refused } from '../ui/index.js';
import { CurrentPerson } from './current.js';
import { NoAccessPage } from './no-access-page.js';
import { Shell } from './shell.js';
import { StartPage } from './start-page.js';
import { Welcome } from './welcome.js';

function LoggedOut(): ReactNode {
  const leaves = shouldGoToLogIn();
  useEffect(() => {
    if (leaves) goToLogIn();
  }, [leaves]);
  return leaves ? (
    <Welcome>
      <Loading />
    </Welcome>
  ) : (
    <StartPage />
  );
}

/** Lets in those who are logged in and known, and tells the others what to do. Who was let in stays when the session ends, so that nothing written is lost. */
export function Door({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTexts();
  const me = useAsk(Me, {});
  if (me.data)
    return (
      <CurrentPerson value={me.data}>
        <Shell>{children}</Shell>
      </CurrentPerson>
    );
  if (me.error?.status === 401) return <LoggedOut />;
  if (me.error?.status === 403) return <NoAccessPage />;
  return (
    <Welcome>
      {me.error ? (
        <Page title={t('product')}>
          <Refused refusal={me.error} again={() => void me.refetch()} />
        </Page>
      ) : (
        <Loading />
      )}
    </Welcome>
  );
}
