import { useState, type ReactNode } from 'react';
import { RemoveGuest, RenewGuestLink, type LinkGuestView, type MeetingView, type Output } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { AnswerTag } from '../meetings/answer-tag.js';
import { Button, Confirm, Refused } from '../ui/index.js';

type Guest = z.infer<typeof LinkGuestView>;
type Told = Output<typeof RenewGuestLink>;
type Act = 'link' | 'remove';
interface Acting { guest: Guest; meetingId: string; onClose: () => void }

function NewLink({ guest, meetingId, onTold, onClose }: Acting & { onTold: (told: Told) => void }): ReactNode {
  const { t } = useTexts();
  const renew = useAction(RenewGuestLink, (told) => {
    onTold(told);
    onClose();
  });
  return (
    <Confirm title={t('linkGuest.renewTitle', { name: guest.name })} act={t('linkGuest.renew')} leave={t('action.cancel')} busy={renew.pending} onAct={() => void renew.run({ meetingId, linkGuestId: guest.id })} onLeave={onClose}>
      <p>{t('linkGuest.renewText')}</p>
      <Refused refusal={renew.refusal} />
    </Confirm>
  );
}

function Removal({ guest, meetingId, onRemoved, onClose }: Acting & { onRemoved: (view: MeetingView) => void }): ReactNode {
  const { t } = useTexts();
  const remove = useAction(RemoveGuest, (view) => {
    onRemoved(view);
    onClose();
  });
  return (
    <Confirm title={t('linkGuest.removeTitle', { name: guest.name })} act={t('meeting.remove')} leave={t('action.cancel')} busy={remove.pending} onAct={() => void remove.run({ meetingId, linkGuestId: guest.id })} onLeave={onClose}>
      <p>{t('linkGuest.removeText')}</p>
      <Refused refusal={remove.refusal} />
    </Confirm>
  );
}

/** One guest, what is answered, and what may be done with the link. */
export function GuestRow({ guest, meetingId, onTold, onRemoved }: { guest: Guest; meetingId: string; onTold: (told: Told) => void; onRemoved: (view: MeetingView) => void }): ReactNode {
  const { t } = useTexts();
  const [asking, setAsking] = useState<Act | null>(null);
  const close = (): void => setAsking(null);
  const texts = { link: t('linkGuest.renew'), remove: t('meeting.remove') };
  return (
    <li className="row">
      <span>
        {guest.name}
        <span className="muted">, {guest.organisation}</span>
      </span>
      <AnswerTag answer={guest.answer} />
      {(['link', 'remove'] as const).map(
        (act) =>
          guest.may.includes(act) && (
            <Button key={act} small weight="quiet" aria-label={`${texts[act]}: ${guest.name}`} onClick={() => setAsking(act)}>
              {texts[act]}
            </Button>
          ),
      )}
      {asking === 'link' && <NewLink guest={guest} meetingId={meetingId} onTold={onTold} onClose={close} />}
      {asking === 'remove' && <Removal guest={guest} meetingId={meetingId} onRemoved={onRemoved} onClose={close} />}
    </li>
  );
}
