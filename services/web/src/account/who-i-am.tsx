import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { Section } from '../ui/index.js';

/** What the hub knows of the one who is logged in; nothing of it is changed here. */
export function WhoIAm(): ReactNode {
  const { t } = useTexts();
  const { person, authority, unit, functions, addresses } = useMe();
  const facts = {
    name: person.name,
    title: person.title,
    organisation: person.organisation.name,
    authority: authority.name,
    unit: unit.name,
    email: addresses?.primary ?? '',
    aliases: addresses?.others.join(', ') ?? '',
    functions: functions.map(({ name }) => name).join(', '),
  };
  const shown = Object.entries(facts).filter(([, value]) => value !== '') as [keyof typeof facts, string][];
  return (
    <Section title={t('myAccount.who')}>
      <dl className="facts">
        {shown.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{t(`myAccount.fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">{t('myAccount.changeAtHome', { organisation: person.organisation.name })}</p>
    </Section>
  );
}
