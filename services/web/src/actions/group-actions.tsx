import type { ReactNode } from 'react';
import { GroupActions as OfGroup } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Section } from '../ui/index.js';
import { PagedActions } from './paged-actions.js';

/** What a group's meetings gave and is not done yet, as much of it as I may see. */
export function GroupActions({ groupId }: { groupId: string }): ReactNode {
  const { t } = useTexts();
  return (
    <Section title={t('actions.ofGroup')}>
      <PagedActions op={OfGroup} input={{ groupId, limit: 20 }} empty={t('actions.emptyGroup')} />
    </Section>
  );
}
