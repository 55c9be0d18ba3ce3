import { useState, type ReactNode } from 'react';
import { LockNotes as Lock, type AgendaView } from '@knutpunkt/contracts';
import { useAgendaAct } from '../agenda/use-agenda-act.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Confirm, Refused } from '../ui/index.js';

/** Anteckningar klara: asks once more, then locks the notes as they were seen. */
export function LockNotes({ agenda }: { agenda: AgendaView }): ReactNode {
  const { t } = useTexts();
  const [asks, setAsks] = useState(false);
  const close = (): void => setAsks(false);
  const lock = useAgendaAct(Lock, { meetingId: agenda.meetingId, said: t('notes.locked'), done: close });
  return (
    <div className="no-print">
      <Button
        weight="main"
        onClick={() => {
          lock.reset();
          setAsks(true);
        }}
      >
        {t('notes.lock')}
      </Button>
      {asks && (
        <Confirm title={t('notes.lockTitle')} act={t('notes.lock')} leave={t('notes.lockLeave')} busy={lock.pending} onLeave={close} onAct={() => void lock.run({ meetingId: agenda.meetingId }, agenda.version)}>
          <p>{t('notes.lockText')}</p>
          <Refused refusal={lock.refusal} />
        </Confirm>
      )}
    </div>
  );
}
