import { useState, type ReactNode } from 'react';
import type { Refusal } from '../api/refusal.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Confirm, Refused } from '../ui/index.js';

/** What may be done with one guest. `run` gives nothing where it was refused. */
export interface GuestAct {
  readonly run: (linkGuestId: string) => Promise<unknown>;
  readonly pending: boolean;
  readonly refusal: Refusal | null;
}

interface Guest {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly may: readonly string[];
}

/** One guest, what is answered (`children`), and what may be done with the link, which is asked about first. */
export function GuestRow({ guest, link, remove, children }: { guest: Guest; link: GuestAct; remove: GuestAct; children: ReactNode }): ReactNode {
  const { t } = useTexts();
  const [asking, setAsking] = useState<'link' | 'remove' | null>(null);
  const { name, organisation } = guest;
  const acts = {
    link: { ...link, label: t('linkGuest.renew'), title: t('linkGuest.renewTitle', { name }), text: t('linkGuest.renewText') },
    remove: { ...remove, label: t('meeting.remove'), title: t('linkGuest.removeTitle', { name }), text: t('linkGuest.removeText') },
  };
  const asked = asking && acts[asking];
  const act = async (): Promise<void> => {
    if ((await asked?.run(guest.id)) !== undefined) setAsking(null);
  };
  return (
    <li className="row">
      <span>
        {name}
        <span className="muted">, {organisation}</span>
      </span>
      {children}
      {(['link', 'remove'] as const).map(
        (one) =>
          guest.may.includes(one) && (
            <Button key={one} small weight="quiet" aria-label={`${acts[one].label}: ${name}`} onClick={() => setAsking(one)}>
              {acts[one].label}
            </Button>
          ),
      )}
      {asked && (
        <Confirm title={asked.title} act={asked.label} leave={t('action.cancel')} busy={asked.pending} onAct={() => void act()} onLeave={() => setAsking(null)}>
          <p>{asked.text}</p>
          <Refused refusal={asked.refusal} />
        </Confirm>
      )}
    </li>
  );
}
