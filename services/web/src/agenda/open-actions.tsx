import type { ReactNode } from 'react';
import type { ActionView } from '@knutpunkt/contracts';
import { ActionList } from '../actions/action-list.js';
import { useTexts } from '../i18n/use-texts.js';
import { Section } from '../ui/index.js';

/** What the group's earlier meetings gave and is not done yet. */
export function OpenActions({ actions }: { actions: readonly ActionView[] }): ReactNode {
  const { t } = useTexts();
  if (actions.length === 0) return null;
  return (
    <Section title={t('agenda.openActions', { count: actions.length })}>
      <ActionList actions={actions} />
    </Section>
  );
}
