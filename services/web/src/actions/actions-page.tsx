import type { ReactNode } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { MyActions } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Page, Section, Switcher } from '../ui/index.js';
import { PagedActions } from './paged-actions.js';

const views = { kvar: 'open', avslutat: 'settled' } as const;
type View = keyof typeof views;

/** What have I promised? */
export function ActionsPage(): ReactNode {
  const { t } = useTexts();
  const { visa } = useSearch({ from: '/atgarder' });
  const navigate = useNavigate();
  const options = (Object.keys(views) as View[]).map((value) => ({ value, label: t(`actions.${views[value]}`) }));
  return (
    <Page title={t('actions.title')} lead={t('actions.lead')}>
      <Switcher label={t('actions.show')} value={visa} options={options} onChange={(value) => void navigate({ to: '/atgarder', search: { visa: value } })} />
      <Section title={t(`actions.heading.${views[visa]}`)}>
        <PagedActions op={MyActions} input={{ state: views[visa], limit: 50 }} empty={t(`actions.empty.${views[visa]}`)} />
      </Section>
    </Page>
  );
}
