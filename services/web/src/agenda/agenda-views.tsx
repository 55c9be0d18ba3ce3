import type { ReactNode } from 'react';
import type { AgendaView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Section, Select } from '../ui/index.js';
import { authorityName } from './item-words.js';
import { Papers } from './papers.js';

/** The agenda as papers and, for who leads the meeting, as others see it. */
export function AgendaViews({ agenda, as, onAs }: { agenda: AgendaView; as: string; onAs: (authorityId: string) => void }): ReactNode {
  const { t } = useTexts();
  const seesAs = agenda.may.includes('view-as');
  const asWhom = [{ value: '', label: t('agenda.asMyself') }, ...agenda.authorities.map((one) => ({ value: one.id, label: authorityName(one) }))];
  return (
    <Section title={t(seesAs ? 'agenda.papersAndViews' : 'papers.title')} className="no-print">
      <div className="row-fields compact">
        {seesAs && <Select small id="view-as" label={t('agenda.viewAs')} value={as} onChange={onAs} options={asWhom} />}
        <Papers agenda={agenda} />
      </div>
    </Section>
  );
}
