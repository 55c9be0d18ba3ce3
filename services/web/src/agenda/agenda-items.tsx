import type { ReactNode } from 'react';
import type { AgendaView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Disclosure, Empty, Section } from '../ui/index.js';
import { ItemCard } from './item-card.js';
import { OpenActions } from './open-actions.js';
import { PlannedMinutes } from './planned-minutes.js';
import { ProposeItem } from './propose-item.js';
import { Templates } from './templates.js';

/** The items that are taken up, in their order, as much of them as the viewer sees. */
export function AgendaItems({ agenda }: { agenda: AgendaView }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <Section title={t('agenda.title')}>
        <PlannedMinutes minutes={agenda.minutes} />
        {agenda.items.length === 0 && <Empty text={t('agenda.empty')} help={t('agenda.emptyHelp')} />}
        <ol className="plain-list items">
          {agenda.items.map((item) => (
            <ItemCard key={item.id} agenda={agenda} item={item} />
          ))}
        </ol>
        <div className="row no-print">
          <Disclosure weight="main" text={t('agenda.propose')} offered={agenda.may.includes('propose')} gone={t(agenda.status === 'cancelled' ? 'agenda.cancelledMeanwhile' : 'agenda.lockedMeanwhile')}>
            {(close) => <ProposeItem agenda={agenda} onClose={close} />}
          </Disclosure>
        </div>
        {agenda.may.includes('template') && <Templates agenda={agenda} />}
      </Section>
      <OpenActions actions={agenda.openActions} />
    </>
  );
}
