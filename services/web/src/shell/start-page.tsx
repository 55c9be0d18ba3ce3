import type { ReactNode } from 'react';
import { goToLogIn } from '../api/log-in.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Page, Section } from '../ui/index.js';
import { LoginOutcome } from './login-outcome.js';
import { Welcome } from './welcome.js';

/** What the hub is, for those who are not logged in, and the way in. */
export function StartPage(): ReactNode {
  const { t } = useTexts();
  return (
    <Welcome>
      <Page title={t('start.title')} lead={t('start.lead')}>
        <LoginOutcome />
        <div className="stack">
          <div>
            <Button weight="main" onClick={goToLogIn}>
              {t('start.logIn')}
            </Button>
          </div>
          <p className="muted">{t('start.how')}</p>
        </div>
        <Section title={t('start.what')}>
          <ul>
            <li>{t('start.calls')}</li>
            <li>{t('start.replies')}</li>
            <li>{t('start.groups')}</li>
          </ul>
          <p>{t('start.secret')}</p>
        </Section>
      </Page>
    </Welcome>
  );
}
