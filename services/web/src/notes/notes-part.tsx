import type { ReactNode } from 'react';
import type { AgendaView } from '@knutpunkt/contracts';
import { OpenActions } from '../agenda/open-actions.js';
import { useTexts } from '../i18n/use-texts.js';
import { Empty, Section } from '../ui/index.js';
import { ItemNotes } from './item-notes.js';
import { LockNotes } from './lock-notes.js';
import { Presence } from './presence.js';

/** What happened at the meeting: who was there, and what each item led to. */
export function NotesPart({ agenda }: { agenda: AgendaView }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <Presence agenda={agenda} />
      <Section title={t('notes.title')}>
        {agenda.items.length === 0 && <Empty text={t('agenda.empty')} help={t('notes.emptyHelp')} />}
        <ol className="plain-list items">
          {agenda.items.map((item) => (
            <ItemNotes key={item.id} agenda={agenda} item={item} />
          ))}
        </ol>
        {agenda.may.includes('lock') && <LockNotes agenda={agenda} />}
      </Section>
      <OpenActions actions={agenda.openActions} />
    </>
  );
}
