import { useState, type ReactNode } from 'react';
import { ChangePresence, RemovePresence, type AgendaView } from '@knutpunkt/contracts';
import { useFaults } from '../api/use-faults.js';
import { useAgendaAct } from '../agenda/use-agenda-act.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Disclosure, PanelForm, Refused } from '../ui/index.js';
import { attendeeOf, faultsInGuest } from './attendee.js';
import { GuestFields } from './guest-fields.js';
import { TimeFields } from './time-fields.js';
import { faultsInTimes, sentTimes, typedTimes } from './presence-times.js';

type One = AgendaView['presence'][number];

function Change({ agenda, presence, onClose }: { agenda: AgendaView; presence: One; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const { meetingId } = agenda;
  const prefix = `presence-${presence.id}`;
  const [times, setTimes] = useState(typedTimes(presence));
  const [guest, setGuest] = useState(presence.guest);
  const change = useAgendaAct(ChangePresence, { meetingId, said: t('presence.saved'), done: onClose });
  const labels = { name: t('guest.name'), organisation: t('guest.organisation'), from: t('presence.from'), to: t('presence.to') };
  const faults = useFaults(labels, { prefix, refusal: change.refusal, about: { 'leaves-before-coming': 'to', 'personal-identity-number': 'name' } });
  const send = (): void => {
    const changed = { meetingId, presenceId: presence.id, ...sentTimes(times, agenda), ...(guest ? { guest } : {}) };
    if (!faults.stop({ ...(guest ? faultsInGuest(guest) : {}), ...faultsInTimes(times) })) void change.run(changed, presence.version);
  };
  return (
    <PanelForm act={change} faults={faults} send={t('action.save')} small onSend={send} onClose={onClose}>
      {guest && <GuestFields prefix={prefix} guest={guest} faults={faults} onChange={setGuest} />}
      <TimeFields prefix={prefix} times={times} faults={faults} onChange={setTimes} />
    </PanelForm>
  );
}

/** One who is present, with from–to. */
export function PresenceRow({ agenda, presence }: { agenda: AgendaView; presence: One }): ReactNode {
  const { t } = useTexts();
  const { meetingId } = agenda;
  const { substituteFor } = presence;
  const { name, from: organisation } = attendeeOf(presence, t);
  const remove = useAgendaAct(RemovePresence, { meetingId, said: t('presence.removed', { name }) });
  const { from, to } = typedTimes(presence);
  return (
    <li>
      <div className="row">
        <span>
          <strong>{name}</strong>, {organisation} · {to ? t('presence.fromTo', { from, to }) : t('presence.fromOn', { from })}
          {substituteFor && ` · ${t('presence.substituteFor', { name: substituteFor.name })}`}
        </span>
        <Disclosure
          weight="quiet" text={t(presence.guest ? 'guest.change' : 'presence.change')} label={t(presence.guest ? 'guest.changeLabel' : 'presence.changeLabel', { name })}
          offered={presence.may.includes('change')}
        >
          {(close) => <Change agenda={agenda} presence={presence} onClose={close} />}
        </Disclosure>
        {presence.may.includes('remove') && (
          <Button small weight="quiet" className="no-print" aria-label={t('presence.removeLabel', { name })} busy={remove.pending} onClick={() => void remove.run({ meetingId, presenceId: presence.id }, presence.version)}>
            {t('presence.remove')}
          </Button>
        )}
      </div>
      <Refused refusal={remove.refusal} />
    </li>
  );
}
