import type { ReactNode } from 'react';
import { PendingNominations } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { Section } from '../ui/index.js';
import { NominationCard } from './nomination-card.js';

/** Who waits for a key to this group; nothing where nobody does, or for those who administer nothing. */
export function GroupNominations({ groupId }: { groupId: string }): ReactNode {
  const { t } = useTexts();
  const asked = useAsk(PendingNominations, {}, { enabled: useMe().administers });
  const here = (asked.data?.items ?? []).filter(({ group, awaits }) => awaits !== null && group?.id === groupId);
  if (here.length === 0) return null;
  return (
    <Section title={t('nomination.waiting')}>
      <ul className="plain-list">
        {here.map((one) => (
          <NominationCard key={one.id} nomination={one} inGroup />
        ))}
      </ul>
    </Section>
  );
}
