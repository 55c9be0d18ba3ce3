import type { ReactNode } from 'react';
import { Menu } from '../ui/index.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from './current.js';
import { LogOut } from './log-out.js';
import { StepUp } from './step-up.js';

/** Who I am here and for whom I work, and the way out. */
export function Account(): ReactNode {
  const { t } = useTexts();
  const me = useMe();
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
    <Menu label={t('account.open', { name: person.name })} text={person.name}>
      <ul className="plain-list dense">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <StepUp />
      <LogOut />
    </Menu>
  );
}
