import { useState, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { ScheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { Button, Confirm } from '../ui/index.js';
import { copied } from './copied.js';
import { keepDraft, keptDraft } from './kept-draft.js';

/** Begins a new meeting like this one. A draft that was begun before is replaced only when that is wanted. */
export function CopyButton({ meeting, content }: { meeting: MeetingView; content: NonNullable<MeetingView['content']> }): ReactNode {
  const { t } = useTexts();
  const me = useMe();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const copy = (): void => {
    keepDraft(me.person.id, copied(meeting, content, t('call.function')));
    void navigate({ to: '/moten/nytt' });
  };
  if (!may(me, ScheduleMeeting)) return null;
  return (
    <>
      <Button small onClick={() => (keptDraft(me.person.id) ? setAsking(true) : copy())}>
        {t('meeting.copy')}
      </Button>
      {asking && (
        <Confirm title={t('meeting.copyTitle')} act={t('meeting.copyReplace')} leave={t('action.cancel')} busy={false} onAct={copy} onLeave={() => setAsking(false)}>
          <p>{t('meeting.copyText')}</p>
        </Confirm>
      )}
    </>
  );
}
