import { useState, type ReactNode } from 'react';
import { AgendaAs, AgendaDetails, type AgendaView } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { NotesPart } from '../notes/notes-part.js';
import { useLostNotes } from '../notes/use-lost-notes.js';
import { Button, Empty, Loaded, Notice } from '../ui/index.js';
import { AgendaHead } from './agenda-head.js';
import { AgendaItems } from './agenda-items.js';
import { AgendaViews } from './agenda-views.js';
import { authorityName } from './item-words.js';
import { Proposals } from './proposals.js';

type Part = 'agenda' | 'notes';

const Shown = ({ agenda, part }: { agenda: AgendaView; part: Part }): ReactNode =>
  part === 'notes' ? (
    <NotesPart agenda={agenda} />
  ) : (
    <>
      <AgendaItems agenda={agenda} />
      <Proposals agenda={agenda} />
    </>
  );

/** The agenda through another authority's eyes, where nothing can be changed. */
function SeenAs({ agenda, part, authorityId, onLeave }: { agenda: AgendaView; part: Part; authorityId: string; onLeave: () => void }): ReactNode {
  const { t } = useTexts();
  const seen = useAsk(AgendaAs, { meetingId: agenda.meetingId, authorityId });
  const authority = agenda.authorities.find(({ id }) => id === authorityId);
  return (
    <>
      <Notice gravity="announcement" title={t('agenda.seenAs', { authority: authority ? authorityName(authority) : '' })}>
        <p>{t('agenda.seenAsText')}</p>
        <Button
          small
          onClick={() => {
            document.querySelector<HTMLElement>('main h1')?.focus();
            onLeave();
          }}
        >
          {t('agenda.backToMine')}
        </Button>
      </Notice>
      <Loaded of={seen}>{(theirs) => <Shown agenda={theirs} part={part} />}</Loaded>
    </>
  );
}

/** A meeting's agenda, or the notes of it. */
export function AgendaPart({ meetingId, part }: { meetingId: string; part: Part }): ReactNode {
  const { t } = useTexts();
  const asked = useAsk(AgendaDetails, { meetingId });
  const [as, setAs] = useState('');
  useLostNotes(meetingId, asked);
  if (asked.data === undefined && asked.error?.slug === 'not-found')
    return (
      <Empty text={t('agenda.notYet')} help={t('agenda.notYetHelp')}>
        <Button small busy={asked.isFetching} onClick={() => void asked.refetch()}>
          {t('action.retry')}
        </Button>
      </Empty>
    );
  return (
    <Loaded of={asked}>
      {(agenda) => (
        <>
          <AgendaHead agenda={agenda} />
          {as === '' ? <Shown agenda={agenda} part={part} /> : <SeenAs agenda={agenda} part={part} authorityId={as} onLeave={() => setAs('')} />}
          <AgendaViews agenda={agenda} as={as} onAs={setAs} />
        </>
      )}
    </Loaded>
  );
}
