import { useState, type ReactNode } from 'react';
import { NotesVersions as Versions } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Loaded } from '../ui/index.js';

function Listed({ meetingId, itemId }: { meetingId: string; itemId: string }): ReactNode {
  const { t, language } = useTexts();
  const asked = useAsk(Versions, { meetingId, itemId });
  return (
    <Loaded of={asked}>
      {({ items }) => (
        <ol className="plain-list" aria-label={t('notes.versions')}>
          {items.map(({ version, text, at, by, correction }) => (
            <li key={version}>
              <p className="muted">
                {at && momentInWords(at, language)} {by?.name}
                {correction && ` – ${t('meeting.reason', { reason: correction })}`}
              </p>
              <p className="prose">{text}</p>
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}

/** The locked notes and each correction of them, when they are asked for. */
export function NotesVersions({ meetingId, itemId }: { meetingId: string; itemId: string }): ReactNode {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="stack no-print">
      <div>
        <Button small weight="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('notes.versions')}
        </Button>
      </div>
      {isOpen && <Listed meetingId={meetingId} itemId={itemId} />}
    </div>
  );
}
