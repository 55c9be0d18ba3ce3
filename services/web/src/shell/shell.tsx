import { useRef, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { UnsavedNotes } from '../notes/unsaved-notes.js';
import { Announcer, BareLink } from '../ui/index.js';
import { Account } from './account.js';
import { Connection } from './connection.js';
import { useMe } from './current.js';
import { LanguageSwitch } from './language-switch.js';
import { LoginOutcome } from './login-outcome.js';
import { Navigation } from './navigation.js';
import { SessionEnd } from './session-end.js';

/** What surrounds every page of somebody who is logged in. */
export function Shell({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTexts();
  const main = useRef<HTMLElement>(null);
  return (
    <Announcer>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('skip')}
      </a>
      <header className="top">
        <BareLink to="/" className="brand">
          {t('product')}
        </BareLink>
        <span className="as">{t('account.workingAs', { organisation: useMe().person.organisation.name })}</span>
        <LanguageSwitch className="account" />
        <Account />
      </header>
      <Connection />
      <UnsavedNotes />
      <div className="frame">
        <Navigation />
        <main id="main" ref={main} tabIndex={-1}>
          <SessionEnd />
          <LoginOutcome />
          {children}
        </main>
      </div>
    </Announcer>
  );
}
