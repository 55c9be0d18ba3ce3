import type { ReactNode } from 'react';
import { useLocation } from '@tanstack/react-router';
import { Menu, TextLink } from '../ui/index.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from './current.js';
import { LogOut } from './log-out.js';
import { StepUp } from './step-up.js';

/** Who I am here and for whom I work, the way to my account, and the way out. It closes when a page is opened. */
export function Account(): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const { pathname } = useLocation();
  const { person, authority, functions } = me;
  const facts = [
    t('account.workingAs', { organisation: person.organisation.name }),
    authority.name,
    t('account.title', { title: person.title }),
    ...(functions.length > 0 ? [t('account.functions', { functions: functions.map((one) => one.name).join(', ') })] : []),
    ...(me.administers ? [t('account.administers')] : []),
    t('account.level', { level: me.assuranceLevel }),
  ];
  return (
    <Menu key={pathname} label={t('account.open', { name: person.name })} text={person.name}>
      <ul className="plain-list dense">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <TextLink to="/konto">{t('myAccount.title')}</TextLink>
      <TextLink to="/mina-kalendrar">{t('availability.title')}</TextLink>
      <StepUp />
      <LogOut />
    </Menu>
  );
}
