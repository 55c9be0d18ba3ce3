import type { ReactNode } from 'react';
import type { AgendaView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Section } from '../ui/index.js';
import { ItemCard } from './item-card.js';

/** What is proposed, declined or withdrawn, and so is not on the agenda. */
export function Proposals({ agenda }: { agenda: AgendaView }): ReactNode {
  const { t } = useTexts();
  if (agenda.proposals.length === 0) return null;
  return (
    <Section title={t('agenda.proposals', { count: agenda.proposals.length })}>
      <ul className="plain-list items">
        {agenda.proposals.map((item) => (
          <ItemCard key={item.id} agenda={agenda} item={item} />
        ))}
      </ul>
    </Section>
  );
}
