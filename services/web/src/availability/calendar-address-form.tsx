import { useState, type ReactNode } from 'react';
import { ConnectCalendar } from '@knutpunkt/contracts';
import { useAction } from '../api/use-action.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, ErrorList, Line, Refused, useAnnounce } from '../ui/index.js';

/** Connects a calendar by its secret address, which is never shown again. */
export function CalendarAddressForm({ again }: { again: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [address, setAddress] = useState('');
  const connect = useAction(ConnectCalendar, () => {
    announce(t('calendars.connected'));
    setAddress('');
    again();
  });
  const faults = useFaults({ address: t('calendars.address') }, { prefix: 'calendar', refusal: connect.refusal });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(address.trim() === '' ? { address: 'calendars.addressMissing' } : {})) void connect.run({ address });
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <Line id="calendar-address" label={t('calendars.address')} help={t('calendars.addressHelp')} value={address} fault={faults.at('address')} onChange={setAddress} />
      {faults.list.length === 0 && <Refused refusal={connect.refusal} />}
      <div className="row">
        <Button type="submit" busy={connect.pending}>
          {t('calendars.connect')}
        </Button>
      </div>
    </form>
  );
}
