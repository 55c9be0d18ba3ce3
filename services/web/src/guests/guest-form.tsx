import { useEffect, useState, type ReactNode } from 'react';
import type { Refusal } from '../api/refusal.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { faultsInGuest, type TypedGuest } from '../notes/attendee.js';
import { Button, ErrorList, Line, Readers, Refused } from '../ui/index.js';

const prefix = 'link-guest';

/** Invites somebody without an account, by name and organisation. */
export function GuestForm({ help: what, readers, pending, refusal, onSend, onClose }: { help: string; readers: readonly string[]; pending: boolean; refusal: Refusal | null; onSend: (guest: TypedGuest) => void; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const [guest, setGuest] = useState({ name: '', organisation: '' });
  const faults = useFaults({ name: t('guest.name'), organisation: t('guest.organisation') }, { prefix, refusal });
  useEffect(() => document.getElementById(`${prefix}-name`)?.focus(), []);
  const send = (): void => {
    if (!faults.stop(faultsInGuest(guest))) onSend(guest);
  };
  const help = (
    <>
      {t('guest.nameHelp')}
      <br />
      <Readers>{t('meeting.readers', { readers: readers.join('; ') })}</Readers>
    </>
  );
  return (
    <form
      className="stack panel no-print"
      aria-label={t('linkGuest.add')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <p>{what}</p>
      <Line id={`${prefix}-name`} label={t('guest.name')} help={help} fault={faults.at('name')} value={guest.name} onChange={(name) => setGuest({ ...guest, name })} />
      <Line id={`${prefix}-organisation`} label={t('guest.organisation')} fault={faults.at('organisation')} value={guest.organisation} onChange={(organisation) => setGuest({ ...guest, organisation })} />
      {faults.list.length === 0 && <Refused refusal={refusal} again={send} />}
      <div className="row">
        <Button type="submit" weight="main" busy={pending}>
          {t('linkGuest.make')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
