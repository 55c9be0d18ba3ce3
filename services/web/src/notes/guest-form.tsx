import { useEffect, useState, type ReactNode } from 'react';
import { RecordGuest, type AgendaView } from '@knutpunkt/contracts';
import { useFaults } from '../api/use-faults.js';
import { useAgendaAct } from '../agenda/use-agenda-act.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, ErrorList, Refused } from '../ui/index.js';
import { faultsInGuest } from './attendee.js';
import { GuestFields } from './guest-fields.js';
import { faultsInTimes, sentTimes, typedTimes } from './presence-times.js';
import { TimeFields } from './time-fields.js';

const prefix = 'guest';

/** Notes somebody without an account as present. */
export function GuestForm({ agenda, onClose }: { agenda: AgendaView; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const { meetingId, startsAt } = agenda;
  const [guest, setGuest] = useState({ name: '', organisation: '' });
  const [times, setTimes] = useState(typedTimes({ from: startsAt, to: null }));
  const record = useAgendaAct(RecordGuest, { meetingId, said: t('presence.noted', { name: guest.name }), done: onClose });
  const labels = { name: t('guest.name'), organisation: t('guest.organisation'), from: t('presence.from'), to: t('presence.to') };
  const faults = useFaults(labels, { prefix, refusal: record.refusal, about: { 'leaves-before-coming': 'to' } });
  useEffect(() => document.getElementById(`${prefix}-name`)?.focus(), []);
  const send = (): void => {
    if (!faults.stop({ ...faultsInGuest(guest), ...faultsInTimes(times) })) void record.run({ meetingId, ...guest, ...sentTimes(times, agenda) });
  };
  return (
    <form
      className="stack panel no-print"
      aria-label={t('guest.add')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <GuestFields prefix={prefix} guest={guest} faults={faults} onChange={setGuest} />
      <TimeFields prefix={prefix} times={times} faults={faults} onChange={setTimes} />
      {faults.list.length === 0 && <Refused refusal={record.refusal} again={send} />}
      <div className="row">
        <Button type="submit" weight="main" busy={record.pending}>
          {t('guest.send')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
